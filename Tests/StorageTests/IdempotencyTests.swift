import Domain
import Storage
import TestStorage
import Testing

struct IdempotencyTests {
    private let first = Submission.Idempotency(key: "order 1", fingerprint: [1, 2, 3])

    @Test func theSameBodyIsOneJob() async throws {
        let shop = try await Shop()
        let id = try await shop.submit { $0.idempotency = first }
        var again = shop.submission()
        again.idempotency = first
        #expect(try await shop.store.submit(again) == .replayed(id, isGone: false))
        #expect(try await shop.store.load().queued == 1)
        try await shop.expectMoney(balance: Shop.money(995_000), reserved: Shop.price)
    }

    @Test func anotherBodyIsAConflict() async throws {
        let shop = try await Shop()
        let id = try await shop.submit { $0.idempotency = first }
        await #expect(throws: StoreError.idempotencyConflict(id)) {
            try await shop.submit { $0.idempotency = .init(key: "order 1", fingerprint: [9]) }
        }
        try await shop.expectMoney(balance: Shop.money(995_000), reserved: Shop.price)
    }

    @Test func keysOfOthersAreOthers() async throws {
        let shop = try await Shop()
        let other = try await shop.makeKey()
        let id = try await shop.submit { $0.idempotency = first }
        #expect(try await shop.submit(of: other) { $0.idempotency = first } != id)
        #expect(try await shop.submit { $0.idempotency = .init(key: "order 2", fingerprint: [1, 2, 3]) } != id)
    }

    @Test func aReplayIsNotLimited() async throws {
        var policy = JobPolicy()
        policy.queuedPerKey = 1
        let shop = try await Shop(policy)
        let id = try await shop.submit {
            $0.idempotency = first
            $0.estimate = Shop.credits
        }
        #expect(try await shop.submit { $0.idempotency = first } == id)
    }

    @Test func aRefusedSubmissionMayComeAgain() async throws {
        let shop = try await Shop()
        await #expect(throws: StoreError.self) {
            try await shop.submit {
                $0.idempotency = first
                $0.estimate = Shop.money(1_000_001)
            }
        }
        var again = shop.submission()
        again.idempotency = first
        #expect(try await shop.store.submit(again) == .accepted(again.id))
    }

    /// The key's row outlives the result, and even the history.
    @Test func whatIsGoneNeverRunsAgain() async throws {
        var policy = JobPolicy()
        policy.historyRetention = policy.resultRetention
        let shop = try await Shop(policy)
        let id = try await shop.submit { $0.idempotency = first }
        try await shop.store.complete(shop.claim(), with: shop.completion())
        for _ in 0..<2 {
            shop.time.advance(by: .seconds(3600))
            var again = shop.submission()
            again.idempotency = first
            #expect(try await shop.store.submit(again) == .replayed(id, isGone: true))
            _ = try await shop.store.expire()
        }
        #expect(try await shop.store.historyEntry(id, of: shop.key.id) == nil)
        try await shop.expectMoney(balance: Shop.money(995_000))
    }

    @Test(arguments: [false, true])
    func afterADayTheKeyIsFree(isSwept: Bool) async throws {
        let shop = try await Shop()
        let id = try await shop.submit { $0.idempotency = first }
        shop.time.advance(by: .seconds(24 * 3600) - .milliseconds(1))
        #expect(try await shop.submit { $0.idempotency = first } == id)
        shop.time.advance(by: .milliseconds(1))
        if isSwept { _ = try await shop.store.expire() }
        let next = try await shop.submit { $0.idempotency = first }
        #expect(next != id)
        #expect(try await shop.submit { $0.idempotency = first } == next)
    }
}
