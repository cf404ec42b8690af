import Domain
import Foundation
import Processes
import Storage

/// The fake worker's program, which stands beside the tests' own executable.
enum WorkerProgram {
    static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "FakeWorker").path(percentEncoded: false)

    /// One process, which this one holds by its lifeline.
    static func start(_ shop: Workshop, worker: String, _ options: String...) throws -> ChildProcess {
        let policy = String(decoding: try JSONEncoder().encode(shop.policy), as: UTF8.self)
        return try ChildProcess(
            ChildProgram(
                path,
                arguments: [
                    "work", "--data", shop.folder.path, "--policy", policy, "--worker-id", worker, "--supervised",
                ] + options))
    }
}

/// The processes of a parent that run now.
func children(of parent: Int32) throws -> [Int32] {
    let folder = "/proc/\(parent)/task"
    return try FileManager.default.contentsOfDirectory(atPath: folder).flatMap { thread in
        let text = (try? String(contentsOfFile: "\(folder)/\(thread)/children", encoding: .utf8)) ?? ""
        return text.split(separator: " ").compactMap { Int32($0) }
    }
}

/// Whether a process runs. What is left of an orphan until the system's first process looks at it does not.
func isRunning(_ id: Int32) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8) else { return false }
    return !status.contains("State:\tZ")
}
