internal import Foundation

/// Calls of the system on files, with their errors.
enum FileCall {
    /// Repeats what a signal interrupted; throws what failed otherwise.
    @discardableResult
    static func check<Result: SignedInteger>(_ call: String, _ path: String, _ body: () -> Result) throws -> Result {
        while true {
            let result = body()
            if result >= 0 { return result }
            let code = errno
            if code == EINTR { continue }
            throw code == ENOSPC || code == EDQUOT
                ? StorageError.diskFull
                : StorageError.file(path: path, call: call, reason: String(cString: strerror(code)))
        }
    }

    /// Opens, hands over the descriptor, closes.
    static func withOpen<Value>(
        _ path: String, _ flags: Int32, mode: mode_t = 0o600, _ body: (Int32) throws -> Value
    ) throws -> Value {
        let descriptor = try check("open", path) { open(path, flags | O_CLOEXEC, mode) }
        defer { close(descriptor) }
        return try body(descriptor)
    }

    /// Makes what was created, renamed or removed in a folder durable.
    static func syncFolder(_ path: String) throws {
        try withOpen(path, O_RDONLY | O_DIRECTORY) { descriptor in
            _ = try check("fsync", path) { fsync(descriptor) }
        }
    }
}
