internal import Foundation

/// How the process can end; the raw values are the exit codes.
enum ProcessExit: Int32 {
    case success = 0
    /// A fault of ours.
    case fault = 1
    case badInput = 2
    /// 128 + SIGINT, as shells have it.
    case interrupted = 130

    static func exit(_ code: ProcessExit) -> Never { Foundation.exit(code.rawValue) }
}
