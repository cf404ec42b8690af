import API
import Domain
import Foundation
import NIOHTTP1
import Storage
import TestStorage
import Testing

/// The contract's table of errors.
struct RefusalTests {
    @Test func keys() async throws {
        try await Stand.with { stand in
            let none = try await stand.post("/v2/\(Stand.slug)", Stand.parameters(), key: .some(nil))
            #expect(none.status == 401 && none.error == "Missing Authorization or x-api-key in header")
            let bearer = try await stand.send(
                .GET, "/v1/get-user-credits", headers: ["Authorization": "Bearer \(stand.key.key.text)"],
                key: .some(nil))
            #expect(bearer.status == 401)
            let unknown = try await stand.get("/v1/get-user-credits", key: "SG_0123456789abcdef")
            #expect(unknown.status == 401)
            #expect(unknown.error == "Unauthorized. API key is invalid or may have expired")
            try await stand.store.setDisabled(true, key: stand.key.record.id)
            #expect(try await stand.get("/v1/get-user-credits").code == "key_disabled")
            #expect(try await stand.post("/v2/\(Stand.slug)", [:], key: stand.admin.key.text).status == 403)
        }
    }

    @Test func aKeyForAnotherModel() async throws {
        try await Stand.with { stand in
            var request = KeyRequest(name: "other model")
            request.permissions.models = ["another"]
            let key = try await stand.store.createKey(request).key.text
            let answer = try await stand.post("/v2/\(Stand.slug)", Stand.parameters(), key: key)
            #expect(answer.status == 403 && answer.code == "not_permitted")
        }
    }

    @Test func routesAndMethods() async throws {
        try await Stand.with { stand in
            let model = try await stand.post("/v2/another-model", Stand.parameters())
            #expect(model.status == 404 && model.code == "unknown_model")
            let route = try await stand.get("/v3/x/y")
            #expect(route.status == 404 && route.code == "not_found")
            let method = try await stand.send(.PUT, "/v2/\(Stand.slug)")
            #expect(method.status == 405 && method["allow"] == "POST" && method.code == "method_not_allowed")
            let id = "8f14e45f-ceea-467f-9575-1b2c3d4e5f60"
            let missing = try await stand.get("/v2/requests/\(id)")
            #expect(missing.status == 404 && missing.error == "Request \(id) not found")
            let submitted = try await stand.submit()
            let other = try await stand.store.createKey(KeyRequest(name: "other")).key.text
            #expect(try await stand.get("/v2/requests/\(submitted.id)", key: other).status == 404)
        }
    }

    @Test func bodies() async throws {
        var settings = ServiceSettings()
        settings.bodyLimit = 2000
        try await Stand.with(settings: settings) { stand in
            let path = "/v2/\(Stand.slug)"
            let type = try await stand.send(.POST, path, headers: ["content-type": "text/plain"], body: [])
            #expect(type.status == 406 && type.error == "Invalid content type")
            for body in ["{", "[]", "\"x\"", ""] {
                let answer = try await stand.send(
                    .POST, path, headers: ["content-type": "application/json"], body: Array(body.utf8))
                #expect(answer.status == 400 && answer.code == "malformed_body", "\(body): \(answer.text)")
            }
            let large = try await stand.submit(["negative_prompt": String(repeating: "x", count: 3000)])
            #expect(large.status == 413 && large.code == "body_too_large")
        }
    }

    @Test func money() async throws {
        try await Stand.with { stand in
            let poor = try await stand.store.createKey(KeyRequest(name: "poor")).key.text
            let answer = try await stand.post("/v2/\(Stand.slug)", Stand.parameters(), key: poor)
            #expect(answer.status == 406 && answer.code == "insufficient_credits")
            #expect(answer.error.contains("0.0025") && answer.error.contains("balance is 0"))
            let estimate = try await stand.post("/v2/\(Stand.slug)/estimate", ["prompt": "x"], key: poor).json
            #expect(estimate["cost"] as? Double == 0.005 && estimate["is_covered"] as? Bool == false)
        }
    }

    @Test func tooMany() async throws {
        var settings = ServiceSettings(), policy = JobPolicy()
        settings.requestsPerMinute = 3
        policy.queuedPerKey = 2
        try await Stand.with(policy, settings: settings) { stand in
            let first = try await stand.submit()
            #expect(first["x-rate-limit-limit"] == "3" && first["x-rate-limit-remaining"] == "2")
            #expect(first["x-rate-limit-reset-at-utc"] == "2026-01-01T00:01:00.000Z")
            #expect(try await stand.submit().status == 200)
            let full = try await stand.submit()
            #expect(full.status == 429 && full.code == "queue_full" && full["retry-after"] != nil)
            let limited = try await stand.submit()
            #expect(limited.status == 429 && limited.code == "rate_limit_exceeded" && limited["retry-after"] == "61")
            for _ in 0..<5 { #expect(try await stand.get("/v2/requests/\(first.id)/status").status == 200) }
            stand.time.advance(by: .seconds(60))
            #expect(try await stand.get("/v1/get-user-credits").status == 200)
        }
    }

    @Test func aServerThatLeavesTakesNothingNew() async throws {
        try await Stand.with { (stand: Stand) async throws in
            #expect(try await stand.get("/readyz").status == 200)
            stand.server.drain()
            #expect(try await stand.submit().status == 503)
            #expect(try await stand.get("/readyz").status == 503)
            #expect(try await stand.get("/healthz").status == 200)
        }
    }
}
