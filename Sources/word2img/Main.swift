internal import ArgumentParser
internal import Foundation

/// The process's entry: runs a command and turns what it throws into a line and an exit code.
@main
enum Main {
    static func main() async {
        do {
            var command = try Word2img.parseAsRoot(try arguments())
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
        } catch {
            exit(with: error)
        }
    }

    /// Of the command line, and for a server those of environment and file.
    private static func arguments() throws -> [String] {
        let given = Array(CommandLine.arguments.dropFirst())
        guard given.first == "serve" else { return given }
        return ["serve"]
            + (try SettingSources(names: ServeOptions.names, flags: ServeOptions.flags)
                .arguments(Array(given.dropFirst()), environment: ProcessInfo.processInfo.environment))
    }

    /// 0 after help, 2 for bad input with one line on standard error, 1 for a fault of ours.
    private static func exit(with error: any Error) -> Never {
        if let failure = Failure(error) {
            StandardError.write("word2img: \(failure.message)\n")
            ProcessExit.exit(failure.code)
        }
        let code = Word2img.exitCode(for: error)
        guard code != .success else { Word2img.exit(withError: error) }
        // The parser lists an option's values below each other.
        let message = Word2img.message(for: error).replacing(":\n  - ", with: ": ").replacing("\n  - ", with: ", ")
        StandardError.write("word2img: \(message) (--help lists what there is)\n")
        ProcessExit.exit(.badInput)
    }
}
