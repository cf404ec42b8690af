import API
import AsyncHTTPClient
import Domain
import Foundation
import NIOCore
import NIOHTTP1
import Storage
import TestStorage
import Testing

struct LifeTests {
    @Test func cancelReleasesTheMoney() async throws {
        try await Stand.with { stand in
            let queued = try await stand.submit(), running = try await stand.submit()
            let answer = try await stand.send(.DELETE, "/v2/requests/\(queued.id)")
            #expect(answer.status == 200 && answer.code == "cancelled")
            let claim = try #require(await stand.store.claim(by: Stand.worker))
            #expect(claim.lease.job.text == running.id)
            #expect(try await stand.send(.DELETE, "/v2/requests/\(running.id)").json["status"] as? String == "FAILED")
            #expect(try await !stand.store.holds(claim.lease))
            let status = try await stand.get("/v2/requests/\(running.id)/status")
            #expect(status.status == 422 && status.code == "cancelled" && !status.error.isEmpty)
            #expect(try await stand.get("/v2/requests/\(running.id)").status == 422)
            #expect(try await stand.balance() == Money(microDollars: 1_000_000))
        }
    }

    @Test func cancellingAFinishedJobLosesNothing() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit()
            try await stand.work()
            #expect(try await stand.send(.DELETE, "/v2/requests/\(job.id)").json["status"] as? String == "COMPLETED")
            let url = try #require(try await stand.get("/v2/requests/\(job.id)").json["output"] as? String)
            #expect(try await stand.get(url).status == 200)
            #expect(try await stand.send(.DELETE, "/v2/requests/\(job.id)/result").status == 204)
            #expect(try await stand.get("/v2/requests/\(job.id)").status == 404)
            #expect(try await stand.get(url).status == 404)
        }
    }

    @Test func aRunningJobsResultCanNotBeDeleted() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit()
            let answer = try await stand.send(.DELETE, "/v2/requests/\(job.id)/result")
            #expect(answer.status == 409 && answer.code == "not_finished")
        }
    }

    @Test func progressIsTold() async throws {
        try await Stand.with { stand in
            let submitted = try await stand.submit(), job = try #require(JobID(submitted.id))
            let claim = try #require(await stand.store.claim(by: Stand.worker))
            stand.pool.say(.progress(JobProgress(job: job, step: 5, steps: 25, secondsLeft: 8)))
            var status: [String: Any] = [:]
            while status["step"] == nil { status = try await stand.get("/v2/requests/\(job)/status").json }
            #expect(status["status"] as? String == "PROCESSING")
            #expect(status["step"] as? Int == 5 && status["steps"] as? Int == 25)
            #expect(status["progress"] as? Double == 0.2 && status["eta_s"] as? Double == 8)
            try await stand.store.fail(claim.lease, with: JobFailure(.internal, "x"))
        }
    }

    @Test func eventsEndWithTheJob() async throws {
        try await Stand.with { stand in
            let submitted = try await stand.submit(), job = try #require(JobID(submitted.id))
            var request = HTTPClientRequest(url: "\(stand.base)/v2/requests/\(job)/events")
            request.headers.add(name: "x-api-key", value: stand.key.key.text)
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
            #expect(response.headers.first(name: "content-type") == "text/event-stream")
            let claim = try #require(await stand.store.claim(by: Stand.worker))
            stand.pool.say(.progress(JobProgress(job: job, step: 5, steps: 25, secondsLeft: 8, preview: [1, 2, 3])))
            var text = "", isFailed = false
            for try await part in response.body {
                text += String(buffer: part)
                if !isFailed, text.contains("event: preview\ndata: AQID\n\n") {
                    isFailed = true
                    try await stand.store.fail(claim.lease, with: JobFailure(.internal, "broken"))
                    stand.pool.say(.changed(job))
                }
            }
            #expect(isFailed)
            #expect(text.hasPrefix("event: status\ndata: {"))
            #expect(text.contains("\"status\":\"FAILED\""))
        }
    }

    @Test func theHistoryIsTheKeysOwn() async throws {
        try await Stand.with { stand in
            let done = try await stand.submit()
            try await stand.work()
            stand.time.advance(by: .seconds(1))
            let waiting = try await stand.submit(["prompt": "gold"])
            let path = "/inference-request/request-history"
            let all = try #require(try await stand.get(path).json["data"] as? [[String: Any]])
            #expect(all.map { $0["request_id"] as? String } == [waiting.id, done.id])
            let row = all[1], sent = try #require(row["request_body"] as? [String: Any])
            #expect(sent["prompt"] as? String == "pizza" && sent["image"] == nil)
            #expect(row["credits_deduction"] as? Double == 0.0025)
            #expect((row["generation_url"] as? String)?.hasPrefix("\(stand.base)/files/") == true)
            let pending = try await stand.get(path + "?status=PENDING&sort_order=asc&per_page=1").json
            #expect((pending["data"] as? [[String: Any]])?.first?["request_id"] as? String == waiting.id)
            #expect(try await stand.get("\(path)/\(done.id)").json["model_status"] as? String == "COMPLETED")
            let wrong = try await stand.get(path + "?page=0&from_date=yesterday&sort_by=luck")
            #expect(wrong.status == 400 && (wrong.json["faults"] as? [Any])?.count == 3)
            stand.time.advance(by: .seconds(7200))
            #expect(try await stand.get("\(path)/\(done.id)").status == 200)
        }
    }

    @Test func creditsAndModels() async throws {
        try await Stand.with { stand in
            let credits = try await stand.get("/v1/get-user-credits").json
            #expect(credits["credits"] as? Double == 1 && credits["free-credits"] as? Double == 0)
            let models = try #require(try await stand.get("/v1/models").json["models"] as? [[String: Any]])
            #expect(models.first?["slug"] as? String == Stand.slug)
        }
    }
}
