/// Why a job failed: a code for programs, a sentence for people. Thrown by what works on a job.
public struct JobFailure: Error, Sendable, Hashable {
    public let code: Code
    public let message: String
    /// A JSON object with what else is known, which the store does not look into.
    public let details: String

    public init(_ code: Code, _ message: String, details: String = "{}") {
        self.code = code
        self.message = message
        self.details = details
    }

    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// Its owner cancelled it.
        case cancelled
        /// It waited in the queue for longer than jobs may.
        case expired
        /// Its workers vanished, each time it was tried.
        case workerLost = "worker_lost"
        /// Its control picture can't be decoded.
        case invalidImage = "invalid_image"
        /// In none of its pictures the word can be read, which it was guaranteed to be.
        case unreadable
        /// It was to be made again, by a model that is not here.
        case notReproducible = "not_reproducible"
        /// The picture was withheld by the safety check.
        case unsafe = "unsafe_output"
        /// A fault of ours.
        case `internal` = "internal_error"
    }
}
