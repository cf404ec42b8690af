import Domain
import Storage
import TestStorage
import Testing

/// Jobs that cost nothing when their word can't be read.
struct UnreadableTests {
    private let failure = JobFailure(.unreadable, "nobody can read it", details: #"{"attempts":4}"#)

    @Test func aFailureKeepsItsPreviewsAndDetails() async throws {
        let shop = try await Shop()
        let id = try await shop.submit { $0.isGuaranteed = true }, preview = shop.completion(outputs: 1).outputs
        try await shop.store.fail(shop.claim(), with: failure, outputs: preview)
        let job = try #require(await shop.store.job(id, of: shop.key.id))
        #expect(job.failure == failure && job.outputs == preview && job.cost == .zero)
        try await shop.expectMoney(balance: Shop.credits)
        #expect(try await shop.store.deleteResult(id, of: shop.key.id))
        #expect(try await shop.job(id).outputs == [])
    }

    @Test func onlySoManyOfAKeyADay() async throws {
        var policy = JobPolicy()
        policy.unreadablePerDay = 2
        let shop = try await Shop(policy), other = try await shop.makeKey()
        let refused = StoreError.tooManyUnreadable(limit: 2)
        func submit(of key: KeyID? = nil) async throws {
            try await shop.submit(of: key) { $0.isGuaranteed = true }
        }
        try await submit()
        try await submit()
        // They have not failed yet, but may.
        await #expect(throws: refused) { try await submit() }
        try await submit(of: other)
        try await shop.submit()
        for _ in 0..<4 {
            let claim = try #require(await shop.store.claim(by: Shop.worker))
            try await shop.store.fail(claim.lease, with: failure)
        }
        await #expect(throws: refused) { try await submit() }
        shop.time.advance(by: .seconds(24 * 3600 + 1))
        try await submit()
        try await shop.store.complete(shop.claim(), with: shop.completion())
        // What was read, was paid for.
        try await submit()
        try await submit()
        #expect(try await shop.store.audit() == [])
    }
}
