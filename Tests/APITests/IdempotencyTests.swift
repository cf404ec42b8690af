import API
import Domain
import NIOHTTP1
import Storage
import TestStorage
import Testing

struct IdempotencyTests {
    @Test func theSameKeyAndBodyIsOneRequest() async throws {
        try await Stand.with { stand in
            let headers = ["Idempotency-Key": "order 7"]
            let first = try await stand.submit(headers: headers), again = try await stand.submit(headers: headers)
            #expect(first.id == again.id)
            #expect(try await stand.balance() == Money(microDollars: 1_000_000 - 2500))
            let other = try await stand.submit(["seed": 8], headers: headers)
            #expect(other.status == 409 && other.code == "idempotency_conflict" && other.id == first.id)
        }
    }

    @Test func aReplayAfterTheResultIsGoneRunsNothing() async throws {
        try await Stand.with { stand in
            let headers = ["Idempotency-Key": "order 7"], url = "https://example.com/a.png"
            stand.fetcher.put(TestInspector.picture, at: url)
            let first = try await stand.submit(["image": url], headers: headers)
            try await stand.work()
            stand.time.advance(by: .seconds(3700))
            stand.fetcher.put([], at: url)
            let again = try await stand.submit(["image": url], headers: headers)
            #expect(again.id == first.id)
            #expect(again.json["expired"] as? Bool == true)
            #expect(again.json["status"] as? String == "COMPLETED")
            #expect(try await stand.store.load().queued == 0)
            #expect(try await stand.balance() == Money(microDollars: 1_000_000 - 2500))
        }
    }
}
