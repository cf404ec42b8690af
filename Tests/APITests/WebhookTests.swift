import API
import Domain
import Foundation
import NIOHTTP1
import Storage
import TestStorage
import Testing

struct WebhookTests {
    private static let url = "https://example.com/hook"

    @Test func theLogTellsWhatBecameOfIt() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit(["webhook": Self.url]), id = try #require(JobID(job.id))
            let path = "/v2/requests/\(id)/webhook"
            #expect(try await stand.get(path).json["state"] as? String == "waiting")
            try await stand.work()
            let due = try #require(await stand.store.dueDeliveries(limit: 5).first)
            let attempt = DeliveryAttempt(number: due.attempt, at: stand.time.now, result: .status(503))
            try await stand.store.record(attempt, of: id, then: .due(stand.time.now + .seconds(5)))
            let log = try await stand.get(path).json
            #expect(log["state"] as? String == "due" && log["url"] as? String == Self.url)
            #expect(log["next_attempt_at"] as? String == "2026-01-01T00:00:05.000Z")
            #expect((log["attempts"] as? [[String: Any]])?.first?["status"] as? Int == 503)
            let other = try await stand.store.createKey(KeyRequest(name: "other")).key.text
            #expect(try await stand.get(path, key: other).status == 404)
        }
    }

    @Test func itsBodyIsTheResult() async throws {
        try await Stand.with { stand in
            let done = try #require(JobID(try await stand.submit(["webhook": Self.url]).id))
            try await stand.work()
            let failed = try #require(JobID(try await stand.submit(["webhook": Self.url]).id))
            try await stand.work { try await stand.store.fail($0.lease, with: JobFailure(.internal, "broken")) }
            let key = stand.key.record.id
            let result = try #require(await stand.server.webhookBody(done, of: key))
            #expect(result == (try await stand.get("/v2/requests/\(done)")).body)
            let status = try #require(await stand.server.webhookBody(failed, of: key))
            #expect(status == (try await stand.get("/v2/requests/\(failed)")).body)
            stand.time.advance(by: .seconds(40 * 86_400))
            while try await stand.store.expire() {}
            #expect(try await stand.server.webhookBody(done, of: key) == nil)
        }
    }

    @Test func secretsAreRotated() async throws {
        try await Stand.with { stand in
            let before = try await stand.store.webhookSecret(of: stand.key.record.id)
            let answer = try await stand.send(.POST, "/v2/webhook-secret")
            let after = try await stand.store.webhookSecret(of: stand.key.record.id)
            #expect(answer.json["webhook_secret"] as? String == after.text && after != before)
        }
    }

    @Test func plainHTTPIsForTheOperatorsHosts() async throws {
        var settings = ServiceSettings()
        settings.plainWebhookHosts = ["inside.test"]
        try await Stand.with(settings: settings) { stand in
            #expect(try await stand.submit(["webhook": "http://inside.test/hook"]).status == 200)
            let refused = try await stand.submit(["webhook": "http://example.com/hook"])
            #expect(refused.status == 400 && refused.error.contains("webhook is"))
        }
    }
}
