/// Why a job failed: a code for programs, a sentence for people. Thrown by what works on a job.
public struct JobFailure: Error, Sendable, Hashable {
    public let code: Code
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Its owner cancelled it.
        case cancelled
        /// It waited in the queue for longer than jobs may.
        case expired
        /// Its workers vanished, each time it was tried.
        case workerLost = "worker_lost"
        /// Its control picture can't be decoded.
        case unreadable
        /// The picture was withheld by the safety check.
        case unsafe = "unsafe_output"
        /// A fault of ours.
        case `internal` = "internal_error"
    }
}
