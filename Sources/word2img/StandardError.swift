internal import Foundation

enum StandardError {
    static let isTerminal = isatty(STDERR_FILENO) == 1

    /// A closed standard error is no reason to stop working.
    static func write(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}
