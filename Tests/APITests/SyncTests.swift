import API
import Domain
import Foundation
import NIOHTTP1
import Storage
import Testing

struct SyncTests {
    @Test(arguments: ["/v1/\(Stand.slug)", "/\(Stand.slug)"])
    func theAnswerIsThePicture(path: String) async throws {
        try await Stand.with { stand in
            async let answer = stand.post(path, Stand.parameters(["seed": 6_130_473_235]))
            try await stand.workWhenThereIsSome()
            let picture = try await answer
            #expect(picture.status == 200)
            #expect(picture.text == "picture 0")
            #expect(picture["content-type"] == "image/jpeg")
            #expect(picture["x-seed-value"] == "6130473235")
            #expect(picture["x-cost"] == "0.0025")
            #expect(picture["x-remaining-credits"] == "0.9975")
            #expect(picture["x-generation-time"] == "13.06")
            #expect(picture["x-output-metadata"] == #"{"height":512,"width":512}"#)
            #expect(JobID(picture["x-request-id"] ?? "") != nil)
        }
    }

    @Test func severalSamplesAreASheetAndTheirURLs() async throws {
        try await Stand.with { stand in
            async let answer = stand.post("/v1/\(Stand.slug)", Stand.parameters(["samples": 2]))
            let task = try await stand.workWhenThereIsSome()
            #expect(task.product == .sheet)
            let sheet = try await answer
            #expect(sheet.text == "picture 2")
            let urls = try #require(
                try JSONSerialization.jsonObject(with: Data((sheet["x-outputs"] ?? "").utf8)) as? [String])
            #expect(urls.count == 2)
            #expect(try await stand.get(urls[1]).text == "picture 1")
            let result = try await stand.get("/v2/requests/\(sheet["x-request-id"] ?? "")")
            #expect((result.json["output"] as? [String])?.count == 2)
        }
    }

    @Test func base64ComesInJSON() async throws {
        try await Stand.with { stand in
            async let one = stand.post("/v1/\(Stand.slug)", Stand.parameters(["base64": true]))
            try await stand.workWhenThereIsSome()
            let single = try await one
            #expect(single.json["image"] as? String == Array("picture 0".utf8).base64)
            #expect(single.json["status"] as? String == "Success" && single.json["infer_time"] as? Double == 13.06)
            async let two = stand.post("/v1/\(Stand.slug)", Stand.parameters(["base64": true, "samples": 2]))
            let task = try await stand.workWhenThereIsSome()
            #expect(task.product == .pictures)
            let pair = try await two
            #expect((pair.json["image"] as? [String])?.count == 2)
        }
    }

    @Test func aFailedJobSaysWhose() async throws {
        try await Stand.with { stand in
            for (code, status) in [
                (JobFailure.Code.unreadable, 422), (.invalidImage, 422), (.unsafe, 422), (.workerLost, 502),
                (.internal, 500),
            ] {
                async let answer = stand.post("/v1/\(Stand.slug)", Stand.parameters())
                try await stand.workWhenThereIsSome { claim in
                    try await stand.store.fail(claim.lease, with: JobFailure(code, "because"))
                }
                let failed = try await answer
                #expect(failed.status == status)
                #expect(failed.error == "because" && failed.code == code.rawValue)
            }
            #expect(try await stand.balance() == Money(microDollars: 1_000_000))
        }
    }

    @Test func afterTheDeadlineTheJobGoesOn() async throws {
        var settings = ServiceSettings()
        settings.syncDeadline = .milliseconds(50)
        try await Stand.with(settings: settings) { stand in
            let late = try await stand.post("/v1/\(Stand.slug)", Stand.parameters())
            #expect(late.status == 504 && late.code == "deadline_exceeded")
            try await stand.work()
            #expect(try await stand.get("/v2/requests/\(late.id)").json["status"] as? String == "COMPLETED")
        }
    }
}

extension Stand {
    /// Waits until a request has come.
    @discardableResult
    func workWhenThereIsSome(_ finish: ((Claim) async throws -> Void)? = nil) async throws -> JobTask {
        while try await store.load().queued == 0 { await Task.yield() }
        return try await work(finish)
    }
}
