import Domain
import Storage
import TestStorage
import Testing

struct RetentionTests {
    @Test func resultsGoAfterAnHourTheHistoryLater() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        try await shop.store.complete(shop.claim(), with: shop.completion(outputs: 2))
        let outputs = try await shop.job(id).outputs
        shop.time.advance(by: .seconds(3600) - .milliseconds(1))
        #expect(try await !shop.store.expire())
        #expect(try await shop.store.job(id, of: shop.key.id)?.outputs == outputs)
        #expect(try await shop.store.blob(outputs[0].blob)?.role == .output)

        shop.time.advance(by: .milliseconds(1))
        #expect(try await shop.store.job(id, of: shop.key.id) == nil)
        #expect(try await shop.store.cancel(id, of: shop.key.id) == nil)
        #expect(try await shop.store.blob(outputs[0].blob) == nil)
        let row = try await shop.job(id)
        #expect(row.outputs == [] && row.cost == Shop.price)
        _ = try await shop.store.expire()
        #expect(Set(try await shop.store.doomedBlobs(limit: 9)) == Set(outputs.map(\.blob)))

        shop.time.advance(by: shop.policy.historyRetention)
        _ = try await shop.store.expire()
        #expect(try await shop.store.historyEntry(id, of: shop.key.id) == nil)
        try await shop.expectMoney(balance: Shop.money(995_000))
    }

    @Test func outputsMayOutliveTheResult() async throws {
        var policy = JobPolicy()
        policy.outputRetention = .seconds(7 * 24 * 3600)
        let shop = try await Shop(policy)
        let id = try await shop.submit()
        try await shop.store.complete(shop.claim(), with: shop.completion())
        let output = try #require(await shop.job(id).outputs.first)
        shop.time.advance(by: .seconds(24 * 3600))
        _ = try await shop.store.expire()
        #expect(try await shop.store.job(id, of: shop.key.id) == nil)
        #expect(try await shop.job(id).outputs == [output])
        #expect(try await shop.store.blob(output.blob)?.contentType == "image/jpeg")
    }

    @Test func waitingHasAnEnd() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        shop.time.advance(by: shop.policy.queueTime - .milliseconds(1))
        let late = try await shop.submit()
        _ = try await shop.store.expire()
        #expect(try await shop.job(id).state == .queued)
        shop.time.advance(by: .milliseconds(1))
        _ = try await shop.store.expire()
        #expect(try await shop.job(id).failure?.code == .expired)
        #expect(try await shop.job(late).state == .queued)
        try await shop.expectMoney(balance: Shop.money(995_000), reserved: Shop.price)
    }

    @Test func runningJobsDoNotExpire() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        _ = try await shop.claim()
        shop.time.advance(by: .seconds(90 * 24 * 3600))
        _ = try await shop.store.expire()
        #expect(try await shop.job(id).state == .processing)
    }

    @Test func resultsCanBeDeleted() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        await #expect(throws: StoreError.notFinished(id)) {
            try await shop.store.deleteResult(id, of: shop.key.id)
        }
        let lease = try await shop.claim()
        await #expect(throws: StoreError.notFinished(id)) {
            try await shop.store.deleteResult(id, of: shop.key.id)
        }
        try await shop.store.complete(lease, with: shop.completion(outputs: 3))
        #expect(try await shop.store.deleteResult(id, of: shop.key.id))
        #expect(try await !shop.store.deleteResult(id, of: shop.key.id))
        #expect(try await shop.store.job(id, of: shop.key.id) == nil)
        #expect(try await shop.store.doomedBlobs(limit: 9).count == 3)
        shop.time.advance(by: .seconds(-3600))
        #expect(try await shop.store.job(id, of: shop.key.id) == nil, "a clock that jumps back brings nothing back")
        let row = try await shop.job(id)
        #expect(row.state == .completed && row.cost == Shop.price && row.outputs == [])
        try await shop.expectMoney(balance: Shop.money(995_000))
    }

    @Test func oneRoundIsBounded() async throws {
        var policy = JobPolicy()
        policy.queuedPerKey = .max
        let shop = try await Shop(policy)
        for _ in 0..<501 { try await shop.submit { $0.estimate = .zero } }
        shop.time.advance(by: policy.queueTime)
        #expect(try await shop.store.expire())
        #expect(try await shop.store.load().queued == 1)
        #expect(try await !shop.store.expire())
        #expect(try await shop.store.load().queued == 0)
    }
}
