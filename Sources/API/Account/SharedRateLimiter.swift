internal import Domain
internal import Synchronization

/// The node's one rate limiter.
final class SharedRateLimiter: Sendable {
    private let limiter = Mutex(RateLimiter())

    func admit(_ key: KeyID, limit: Int, at now: Timestamp) -> RateLimiter.Decision {
        limiter.withLock { $0.admit(key, limit: limit, at: now) }
    }
}
