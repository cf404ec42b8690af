internal import Domain
internal import HTTPTypes

extension APIError {
    /// What the store would not do, in HTTP's terms.
    init(_ error: StoreError) {
        let message = "\(error)".capitalizedFirst
        switch error {
        case .insufficientCredits: self.init(.notAcceptable, .insufficientCredits, message)
        case .queueFull:
            self.init(.tooManyRequests, .queueFull, message)
            headers[.retryAfter] = "5"
        case .tooManyUnreadable: self.init(.tooManyRequests, .tooManyUnreadable, message)
        case .idempotencyConflict(let job):
            self.init(.conflict, .idempotencyConflict, message)
            requestID = job
        case .notFinished(let job):
            self.init(.conflict, .notFinished, message)
            requestID = job
        case .keyDisabled: self.init(.forbidden, .keyDisabled, Self.disabled)
        case .unknownKey, .unknownAccount: self.init(.notFound, .notFound, message)
        case .badValue: self.init(.badRequest, .invalidParameters, message)
        case .leaseLost: self.init(.internalServerError, .internalError, "A fault of ours")
        }
    }

    static let disabled = "This API key is disabled"
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
