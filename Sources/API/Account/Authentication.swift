internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// Who asks, and whether they may.
struct Authentication: Sendable {
    let services: Services

    /// The key of a request that may do what `scope` names.
    ///
    /// Throws 401 for no key or an unknown one, 403 for one that is disabled or not permitted.
    func key(_ request: Request, for scope: KeyPermissions.Scope) async throws -> KeyRecord {
        guard let sent = request.headers[.apiKey] else {
            throw APIError(.unauthorized, .missingKey, "Missing Authorization or x-api-key in header")
        }
        guard let key = APIKey(sent), let record = try await services.store.key(key) else {
            throw APIError(.unauthorized, .unknownKey, "Unauthorized. API key is invalid or may have expired")
        }
        guard !record.isDisabled else { throw APIError(.forbidden, .keyDisabled, APIError.disabled) }
        guard record.permissions.allow(scope) else {
            throw APIError(
                .forbidden, .notPermitted, "This API key is not permitted to use this route (\(scope.rawValue))")
        }
        return record
    }

    /// The same, the request counted: the key, and the headers that tell the client how many are left.
    func admit(_ request: Request, for scope: KeyPermissions.Scope) async throws -> (KeyRecord, HTTPFields) {
        let key = try await key(request, for: scope)
        return (key, try count(key))
    }

    /// Counts the request, and answers the headers that tell the client how many are left.
    ///
    /// Throws 429 where there are none.
    func count(_ key: KeyRecord) throws -> HTTPFields {
        let limit = key.limits.requestsPerMinute ?? services.settings.requestsPerMinute, now = services.time.now
        let decision = services.limiter.admit(key.id, limit: limit, at: now)
        var headers: HTTPFields = [
            .rateLimit: String(decision.limit), .rateLimitRemaining: String(decision.remaining),
            .rateLimitReset: decision.resetAt.iso8601,
        ]
        guard !decision.isAdmitted else { return headers }
        let seconds = max(1, (decision.resetAt - now).wholeMilliseconds / 1000 + 1)
        headers[.retryAfter] = String(seconds)
        var error = APIError(
            .tooManyRequests, .rateLimitExceeded, "More than \(limit) requests a minute: try again in \(seconds) s")
        error.headers = headers
        throw error
    }
}

extension HTTPField.Name {
    static let apiKey = Self("x-api-key")!
    static let requestID = Self("x-request-id")!
    static let cost = Self("x-cost")!
    static let remainingCredits = Self("x-remaining-credits")!
    static let generationTime = Self("x-generation-time")!
    static let seedValue = Self("x-seed-value")!
    static let outputMetadata = Self("x-output-metadata")!
    static let outputs = Self("x-outputs")!
    static let rateLimit = Self("x-rate-limit-limit")!
    static let rateLimitRemaining = Self("x-rate-limit-remaining")!
    static let rateLimitReset = Self("x-rate-limit-reset-at-utc")!
    static let idempotencyKey = Self("idempotency-key")!
    static let forwardedProto = Self("x-forwarded-proto")!
    static let forwardedHost = Self("x-forwarded-host")!
}
