import API
import Domain
import Foundation
import NIOHTTP1
import Storage
import Testing

struct AdminTests {
    @Test func keysAreMadeFundedAndDisabled() async throws {
        try await Stand.with { stand in
            let admin = stand.admin.key.text
            let made = try await stand.post("/admin/keys", ["name": "shop", "credits": 5], key: admin, isAdmin: true)
            #expect(made.status == 201)
            let key = try #require(made.json["key"] as? String), id = try #require(made.json["id"] as? Int)
            #expect(try await stand.get("/v1/get-user-credits", key: key).json["credits"] as? Double == 5)
            let credited = try await stand.post("/admin/keys/\(id)/credit", ["amount": -1.5], key: admin, isAdmin: true)
            #expect(credited.json["credits"] as? Double == 3.5)
            let over = try await stand.post("/admin/keys/\(id)/credit", ["amount": -9], key: admin, isAdmin: true)
            #expect(over.status == 406)
            let disabled = try await stand.send(
                .PATCH, "/admin/keys/\(id)", body: Array(#"{"disabled":true}"#.utf8), key: admin, isAdmin: true)
            #expect(disabled.json["disabled"] as? Bool == true)
            #expect(try await stand.get("/v1/get-user-credits", key: key).status == 403)
            let list = try await stand.send(.GET, "/admin/keys", key: admin, isAdmin: true)
            #expect((list.json["keys"] as? [[String: Any]])?.count == 3)
            #expect(!list.text.contains(key))
            #expect(
                try await stand.send(.GET, "/admin/audit", key: admin, isAdmin: true).json["agrees"] as? Bool == true)
        }
    }

    @Test func clientsKeysAreNotTheOperators() async throws {
        try await Stand.with { (stand: Stand) async throws in
            #expect(try await stand.send(.GET, "/admin/keys", isAdmin: true).status == 403)
            #expect(try await stand.get("/metrics").status == 405)
            #expect(try await stand.get("/admin/keys", key: stand.admin.key.text).status == 404)
        }
    }

    @Test func metricsCountWhatHappened() async throws {
        try await Stand.with { stand in
            try await stand.submit()
            try await stand.work()
            _ = try await stand.get("/v9/x")
            var text = ""
            while !text.contains("outcome=") { text = try await stand.send(.GET, "/metrics", isAdmin: true).text }
            #expect(
                text.contains("word2img_http_requests_total{method=\"POST\",route=\"/v2/{slug}\",status=\"200\"} 1\n"))
            #expect(text.contains("word2img_http_requests_total{method=\"GET\",route=\"NotFound\",status=\"404\"} 1\n"))
            #expect(text.contains("word2img_jobs_ended_total{outcome=\"completed\"} 1\n"))
            #expect(text.contains("word2img_charged_dollars_total 0.0025\n"))
            #expect(text.contains("word2img_job_stage_seconds_sum{stage=\"steps\"} 12\n"))
            #expect(text.contains("word2img_job_stage_seconds_sum{stage=\"step\"} 0.5\n"))
            #expect(text.contains("word2img_credits_dollars{kind=\"balance\"} 0.9975\n"))
            #expect(text.contains("word2img_credits_dollars{kind=\"reserved\"} 0\n"))
            #expect(text.contains("word2img_jobs_queued 0\n"))
        }
    }
}
