import Domain
import Storage
import TestStorage
import Testing

struct CompletionTests {
    @Test func takesTheCostAndReleasesTheRest() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        let lease = try await shop.claim()
        shop.time.advance(by: .seconds(13))
        let completion = shop.completion(cost: Shop.money(3000), outputs: 4)
        try await shop.store.complete(lease, with: completion)
        try await shop.expectMoney(balance: Shop.money(997_000))
        let job = try #require(await shop.store.job(id, of: shop.key.id))
        #expect(job.state == .completed && job.finishedAt == shop.time.now && job.cost == Shop.money(3000))
        #expect(
            job.outcome
                == .completed(
                    cost: Shop.money(3000), outputs: completion.outputs, inferenceTime: .milliseconds(13_060),
                    details: #"{"x":1}"#))
        #expect(try await shop.store.load() == QueueLoad(queued: 0, running: 0))
        #expect(
            try await shop.store.ledger(of: shop.key.account, limit: 9).map(\.kind)
                == [.release, .charge, .reserve, .credit])
    }

    @Test func theWholeEstimateLeavesNothingToRelease() async throws {
        let shop = try await Shop()
        try await shop.submit()
        try await shop.store.complete(shop.claim(), with: shop.completion())
        #expect(
            try await shop.store.ledger(of: shop.key.account, limit: 9).map(\.kind) == [.charge, .reserve, .credit])
        try await shop.expectMoney(balance: Shop.money(995_000))
    }

    @Test(arguments: [5001, -1])
    func aCostOutOfRangeChangesNothing(cost: Int64) async throws {
        let shop = try await Shop()
        try await shop.submit()
        let lease = try await shop.claim()
        await #expect(
            throws: StoreError.badValue("the cost is \(Shop.money(cost)); it must be from 0 to 0.005")
        ) { try await shop.store.complete(lease, with: shop.completion(cost: Shop.money(cost))) }
        try await shop.expectMoney(balance: Shop.money(995_000), reserved: Shop.price)
        try await shop.store.complete(lease, with: shop.completion())
    }

    @Test func failuresCostNothing() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        let failure = JobFailure(.invalidImage, "the picture can't be decoded")
        try await shop.store.fail(shop.claim(), with: failure)
        let job = try #require(await shop.store.job(id, of: shop.key.id))
        #expect(job.state == .failed && job.failure == failure && job.cost == .zero && job.outputs == [])
        try await shop.expectMoney(balance: Shop.credits)
    }

    @Test func queuedAndRunningJobsCanBeCancelled() async throws {
        let shop = try await Shop()
        let ids = [try await shop.submit(), try await shop.submit()]
        _ = try await shop.claim()
        for id in ids {
            let job = try #require(await shop.store.cancel(id, of: shop.key.id))
            #expect(job.state == .failed && job.failure?.code == .cancelled && job.finishedAt == shop.time.now)
        }
        #expect(try await shop.store.claim(by: Shop.worker) == nil)
        try await shop.expectMoney(balance: Shop.credits)
    }

    @Test func whatHasEndedStaysAsItIs() async throws {
        let shop = try await Shop()
        let ids = [try await shop.submit(), try await shop.submit()]
        try await shop.store.complete(shop.claim(), with: shop.completion())
        try await shop.store.fail(shop.claim(), with: JobFailure(.unsafe, "withheld"))
        for id in ids {
            let before = try await shop.job(id)
            #expect(try await shop.store.cancel(id, of: shop.key.id) == before)
        }
        try await shop.expectMoney(balance: Shop.money(995_000))
    }

    @Test func jobsOfOthersDoNotExist() async throws {
        let shop = try await Shop()
        let id = try await shop.submit(), other = try await shop.makeKey()
        #expect(try await shop.store.job(id, of: other) == nil)
        #expect(try await shop.store.cancel(id, of: other) == nil)
        #expect(try await shop.store.deleteResult(id, of: other) == false)
        #expect(try await shop.store.historyEntry(id, of: other) == nil)
        #expect(try await shop.job(id).state == .queued)
        #expect(try await shop.store.cancel(shop.submission().id, of: shop.key.id) == nil)
    }
}
