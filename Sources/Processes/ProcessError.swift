internal import Foundation

/// What can go wrong with processes and with the sockets between them.
public enum ProcessError: Error, Sendable, Hashable {
    /// A program can't be started.
    case spawn(program: String, reason: String)
    /// A path that is too long for a Unix socket: the system has room for `limit` bytes.
    case socketPath(String, limit: Int)
    /// A call to the system failed; `subject` is a path, or what the call was for.
    case system(call: String, subject: String, reason: String)
    /// The other process has closed its end, or is gone.
    case closed
    /// The other process took longer than it may.
    case timedOut
}

extension ProcessError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .spawn(let program, let reason): "\(program) can't be started: \(reason)"
        case .socketPath(let path, let limit):
            "\(path): a socket's path may have \(limit) bytes, this one has \(path.utf8.count); "
                + "use a data folder with a shorter path"
        case .system(let call, let subject, let reason): "\(subject): \(call) failed: \(reason)"
        case .closed: "the other process has ended"
        case .timedOut: "the other process took too long"
        }
    }
}

extension ProcessError {
    /// Of a call that has just failed, by `errno`.
    static func lastSystemError(_ call: String, _ subject: String) -> ProcessError {
        .system(call: call, subject: subject, reason: String(cString: strerror(errno)))
    }
}
