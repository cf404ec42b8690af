import Domain
import Testing

struct RateLimiterTests {
    private let key = KeyID(1), start = Timestamp(milliseconds: 1_000_000)

    @Test func admitsUpToTheLimitInAMinute() {
        var limiter = RateLimiter()
        for remaining in [2, 1, 0] {
            let decision = limiter.admit(key, limit: 3, at: start)
            #expect(decision.isAdmitted && decision.remaining == remaining && decision.limit == 3)
            #expect(decision.resetAt == start + .seconds(60))
        }
        #expect(!limiter.admit(key, limit: 3, at: start + .milliseconds(59_999)).isAdmitted)
        let next = limiter.admit(key, limit: 3, at: start + .seconds(60))
        #expect(next.isAdmitted && next.remaining == 2 && next.resetAt == start + .seconds(120))
    }

    @Test func keysAreCountedForThemselves() {
        var limiter = RateLimiter()
        #expect(limiter.admit(key, limit: 1, at: start).isAdmitted)
        #expect(!limiter.admit(key, limit: 1, at: start).isAdmitted)
        #expect(limiter.admit(KeyID(2), limit: 1, at: start).isAdmitted)
    }

    @Test func refusedRequestsDoNotCount() {
        var limiter = RateLimiter()
        _ = limiter.admit(key, limit: 1, at: start)
        for _ in 0..<9 { #expect(!limiter.admit(key, limit: 1, at: start).isAdmitted) }
        // The limit was raised in the meantime.
        #expect(limiter.admit(key, limit: 2, at: start).isAdmitted)
    }

    @Test func aClockThatJumpsBackLocksNobodyOut() {
        var limiter = RateLimiter()
        _ = limiter.admit(key, limit: 1, at: start)
        #expect(limiter.admit(key, limit: 1, at: start - .seconds(3600)).isAdmitted)
    }

    @Test func countsOfOtherKeysSurviveTheSweep() {
        var limiter = RateLimiter()
        _ = limiter.admit(KeyID(2), limit: 1, at: start)
        _ = limiter.admit(key, limit: 1, at: start + .seconds(59))
        _ = limiter.admit(KeyID(2), limit: 1, at: start + .seconds(61))
        #expect(!limiter.admit(key, limit: 1, at: start + .seconds(62)).isAdmitted)
    }
}
