import Foundation
import Storage
import Synchronization

/// A running `StorageHammer`, which stands beside the tests' own executable.
final class HammerProcess: Sendable {
    let role: String
    let seed: UInt64
    private let process: Process
    private let output: Pipe

    struct Ending: Sendable {
        /// What it said was done: pairs of a word and a job's id.
        let lines: [(what: String, job: String)]
        let wasKilled: Bool
        let status: Int32
    }

    init(_ role: String, on folder: DataFolder, seed: UInt64, count: Int) throws {
        self.role = role
        self.seed = seed
        process = Process()
        output = Pipe()
        process.executableURL = try Self.executable
        process.arguments = [folder.path, role, "\(seed)", "\(count)"]
        process.standardOutput = output
        try process.run()
    }

    /// Reads what it says until it ends.
    ///
    /// - Parameter heard: called with the number of lines, each time that some have come.
    func wait(_ heard: @escaping @Sendable (Int) -> Void) async -> Ending {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in
                var text = Data()
                while case let part = output.fileHandleForReading.availableData, !part.isEmpty {
                    text += part
                    heard(part.count { $0 == UInt8(ascii: "\n") })
                }
                process.waitUntilExit()
                let wasKilled = process.terminationReason == .uncaughtSignal
                continuation.resume(
                    returning: Ending(
                        lines: Self.lines(text), wasKilled: wasKilled, status: process.terminationStatus))
            }
        }
    }

    func killNow() { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    private static func lines(_ text: Data) -> [(what: String, job: String)] {
        String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 ? (String(words[0]), String(words[1])) : nil
        }
    }

    private static var executable: URL {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("StorageHammer")
        }
    }
}
