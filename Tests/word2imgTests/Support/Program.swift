import Foundation

/// The program itself, as it was built beside the tests.
struct Program {
    var arguments: [String]
    /// Added to the tests' own environment.
    var environment: [String: String] = [:]

    struct Result: Sendable {
        let code: Int32
        let output: String
        let errors: String

        var errorLines: [Substring] { errors.split(separator: "\n") }
    }

    static let executable = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "word2img")

    /// Runs it to its end.
    func run() throws -> Result {
        let running = try start()
        return try running.end()
    }

    func start() throws -> RunningProgram {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return try RunningProgram(process)
    }
}

struct RunningProgram {
    let process: Process
    private let output = Pipe()
    private let errors = Pipe()

    fileprivate init(_ process: Process) throws {
        self.process = process
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
    }

    /// Reads standard error until it has `text`, or to its end; the rest stays for ``end()``.
    func errors(until text: String) throws -> String {
        var seen = Data()
        while !String(decoding: seen, as: UTF8.self).contains(text) {
            let more = errors.fileHandleForReading.availableData
            if more.isEmpty { break }
            seen += more
        }
        return String(decoding: seen, as: UTF8.self)
    }

    /// What the program prints is far below a pipe's buffer, so that the order of reading doesn't matter.
    func end() throws -> Program.Result {
        let output = try output.fileHandleForReading.readToEnd() ?? Data()
        let errors = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Program.Result(
            code: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            errors: String(decoding: errors, as: UTF8.self))
    }
}
