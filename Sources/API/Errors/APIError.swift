public import Domain
public import HTTPTypes
internal import Hummingbird

/// What a client is told when its request is refused: the status, and a body of `error` (a sentence) and `code`.
public struct APIError: Error, Sendable {
    public var status: HTTPResponse.Status
    public var code: Code
    public var message: String
    public var headers: HTTPFields = [:]
    /// Each parameter that is wrong.
    public var faults: [Fault] = []
    /// Of the job that the answer is about.
    public var requestID: JobID?

    public init(_ status: HTTPResponse.Status, _ code: Code, _ message: String) {
        self.status = status
        self.code = code
        self.message = message
    }

    /// Machine-readable reasons. A code, once published, keeps its meaning.
    public enum Code: String, Sendable, CaseIterable, Codable {
        case malformedBody = "malformed_body"
        case invalidParameters = "invalid_parameters"
        case invalidImage = "invalid_image"
        case imageNotFetched = "image_not_fetched"
        case missingKey = "missing_key"
        case unknownKey = "unknown_key"
        case keyDisabled = "key_disabled"
        case notPermitted = "not_permitted"
        case unknownModel = "unknown_model"
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case insufficientCredits = "insufficient_credits"
        case contentType = "unsupported_content_type"
        case tooLarge = "body_too_large"
        case idempotencyConflict = "idempotency_conflict"
        case notFinished = "not_finished"
        case rateLimitExceeded = "rate_limit_exceeded"
        case queueFull = "queue_full"
        case tooManyUnreadable = "too_many_unreadable"
        case noWorker = "no_worker"
        case deadlineExceeded = "deadline_exceeded"
        case draining
        case overloaded
        case internalError = "internal_error"
    }

    public struct Fault: Sendable, Hashable, Codable {
        public var field: String
        /// As it was sent, shortened.
        public var value: String
        /// Completes "it must be".
        public var allowed: String

        public init(field: String, value: String, allowed: String) {
            self.field = field
            self.value = value
            self.allowed = allowed
        }

        var sentence: String { "\(field) is \(value); it must be \(allowed)" }
    }
}

extension APIError {
    init(_ faults: [Fault]) {
        self.init(.badRequest, .invalidParameters, faults.map(\.sentence).joined(separator: ". "))
        self.faults = faults
    }

    static func notFound(request id: String) -> APIError {
        APIError(.notFound, .notFound, "Request \(id.prefix(64)) not found")
    }
}

extension APIError {
    var response: Response {
        Response(json: ErrorAnswer(self), status: status, headers: headers)
    }
}

/// The body of every refusal.
struct ErrorAnswer: Encodable {
    let error: String
    let code: APIError.Code
    let faults: [APIError.Fault]?
    let request_id: JobID?

    init(_ error: APIError) {
        self.error = error.message
        code = error.code
        faults = error.faults.isEmpty ? nil : error.faults
        request_id = error.requestID
    }
}
