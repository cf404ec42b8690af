import API
import Domain
import Foundation
import NIOHTTP1
import Storage
import TestStorage
import Testing

struct SubmissionTests {
    @Test func aSubmissionAnswersTheThreeURLsAndIsCompleted() async throws {
        try await Stand.with { stand in
            let submitted = try await stand.submit()
            #expect(submitted.status == 200)
            #expect(submitted.json["status"] as? String == "QUEUED")
            #expect(JobID(submitted.id) != nil)
            #expect(submitted.json["poll_url"] as? String == "\(stand.base)/v1/requests/\(submitted.id)")
            let statusURL = try #require(submitted.json["status_url"] as? String)
            let resultURL = try #require(submitted.json["response_url"] as? String)
            #expect(stand.pool.wakes == 1)
            #expect(try await stand.get(statusURL).json["queue_position"] as? Int == 0)

            try await stand.work()
            let status = try await stand.get(statusURL)
            #expect(status.status == 200)
            #expect(status.json["status"] as? String == "COMPLETED")
            #expect((status.json["metrics"] as? [String: Any])?["inference_time"] as? Double == 13.06)
            let result = try await stand.get(resultURL)
            let output = try #require(result.json["output"] as? String)
            #expect(result.json["error"] is NSNull)
            #expect(result.json["seed"] as? String == "7")
            #expect(result.json["prompt"] as? String == "pizza")
            let picture = try await stand.get(output, key: .some(nil))
            #expect(picture.text == "picture 0")
            #expect(picture["content-type"] == "image/jpeg")
        }
    }

    @Test func samplesAndBase64ChangeTheShapeOfTheOutput() async throws {
        try await Stand.with { stand in
            let several = try await stand.submit(["samples": 3]), encoded = try await stand.submit(["base64": "True"])
            try await stand.work()
            try await stand.work()
            let result = try await stand.get("/v2/requests/\(several.id)").json
            #expect((result["output"] as? [String])?.count == 3)
            let images = try #require(result["images"] as? [[String: Any]])
            #expect(images.map { $0["seed"] as? String } == ["7", "8", "9"])
            #expect(images.allSatisfy { $0["width"] as? Int == 512 && $0["file_size"] as? String == "9" })
            let text = try await stand.get("/v1/requests/\(encoded.id)").json["output"] as? String
            #expect(text.flatMap { Data(base64Encoded: $0) } == Data("picture 0".utf8))
        }
    }

    @Test func oldClientsSendStrings() async throws {
        try await Stand.with { stand in
            let answer = try await stand.submit([
                "num_inference_steps": "30", "guidance_scale": "7.5", "base64": "False", "samples": "2", "size": "768",
                "seed": "6130473235", "negativePrompt": "blurry", "scheduler": "dpmpp_2m", "control_start": "0.3",
            ])
            #expect(answer.status == 200, "\(answer.text)")
            let task = try await stand.work()
            #expect(task.request.numInferenceSteps == 30)
            #expect(task.request.samples == 2)
            #expect(task.request.seed == 6_130_473_235)
            #expect(task.request.size == PictureSize(width: 768, height: 768))
            #expect(task.request.negativePrompt == "blurry")
            #expect(task.request.scheduler == .dpmpp2M)
            #expect(task.request.controlStart == 0.3)
        }
    }

    @Test func aFormWithAFileIsTheSameRequest() async throws {
        try await Stand.with { stand in
            let boundary = "x-y",
                lines = [
                    "--x-y", "Content-Disposition: form-data; name=\"prompt\"", "", "molten gold", "--x-y",
                    "Content-Disposition: form-data; name=\"image\"; filename=\"w.png\"", "Content-Type: image/png", "",
                    String(decoding: TestInspector.picture, as: UTF8.self), "--x-y--", "",
                ]
            let answer = try await stand.send(
                .POST, "/v2/\(Stand.slug)", headers: ["content-type": "multipart/form-data; boundary=\(boundary)"],
                body: Array(lines.joined(separator: "\r\n").utf8))
            #expect(answer.status == 200, "\(answer.text)")
            #expect(try await stand.work().request.prompt == "molten gold")
        }
    }

    @Test func allFaultsComeInOneAnswerAndCostNothing() async throws {
        try await Stand.with { stand in
            let before = try await stand.balance()
            let answer = try await stand.submit([
                "num_inference_steps": 24, "guidance_scale": "much", "samples": true, "size": 500, "seed": -2,
                "prompt": "  ", "scheduler": "euler", "control_start": 0.9, "control_end": 0.5, "image": nil,
                "base64": "maybe", "output_format": "bmp", "webhook": "ftp://x",
            ])
            #expect(answer.status == 400)
            #expect(answer.code == "invalid_parameters")
            let faults = try #require(answer.json["faults"] as? [[String: Any]])
            #expect(
                Set(faults.compactMap { $0["field"] as? String }) == [
                    "num_inference_steps", "guidance_scale", "samples", "size", "seed", "prompt", "scheduler",
                    "control_start", "image", "base64", "output_format", "webhook",
                ])
            #expect(answer.error.contains("num_inference_steps is 24; it must be from 25 to 100"))
            #expect(answer.error.contains("guidance_scale is \"much\"; it must be a number"))
            #expect(try await stand.balance() == before)
            #expect(try await stand.store.load().queued == 0)
        }
    }

    @Test func unknownParametersAreNamedWithTheNearestKnownOne() async throws {
        try await Stand.with { stand in
            let answer = try await stand.submit(["guidence_scale": 3, "zzz": 1])
            try await stand.work()
            let warnings = try await stand.get("/v2/requests/\(answer.id)").json["warnings"] as? [String]
            #expect(
                warnings == [
                    "unknown parameter guidence_scale ignored: did you mean guidance_scale?",
                    "unknown parameter zzz ignored",
                ])
        }
    }

    @Test(arguments: ["data:image/png;base64,", ""])
    func anImageMayBeADataURIOrBase64(prefix: String) async throws {
        try await Stand.with { stand in
            #expect(try await stand.submit(["image": prefix + TestInspector.picture.base64]).status == 200)
            let claim = try #require(await stand.store.claim(by: Stand.worker))
            #expect(claim.picture == .inline(TestInspector.picture))
        }
    }

    @Test func largePicturesAreFilesThatGoWithARefusal() async throws {
        var settings = ServiceSettings()
        settings.inlinePictureLimit = 4
        try await Stand.with(settings: settings) { stand in
            #expect(try await stand.submit().status == 200)
            let claim = try #require(await stand.store.claim(by: Stand.worker))
            guard case .blob(let blob) = claim.picture else {
                throw TestFailure("the picture is \(String(describing: claim.picture))")
            }
            #expect(try await stand.blobs.bytes(of: blob) == TestInspector.picture)
            try await stand.store.setDisabled(true, key: stand.key.record.id)
            stand.time.advance(by: .seconds(1))
            #expect(try await stand.submit().status == 403)
            #expect(try await stand.blobs.names(putBefore: stand.time.now + .seconds(1)) == [blob])
        }
    }

    @Test func imagesComeFromTheWebOrFromUploads() async throws {
        try await Stand.with { stand in
            stand.fetcher.put(TestInspector.picture, at: "https://example.com/a.png")
            #expect(try await stand.submit(["image": "https://example.com/a.png"]).status == 200)
            let gone = try await stand.submit(["image": "https://example.com/b.png"])
            #expect(gone.status == 400 && gone.code == "image_not_fetched")
            let garbage = try await stand.submit(["image": Array("garbage".utf8).base64])
            #expect(garbage.status == 400 && garbage.code == "invalid_image")

            let uploaded = try await stand.post(
                "/upload-asset", ["data_urls": ["data:image/png;base64," + TestInspector.picture.base64]])
            let url = try #require((uploaded.json["file_urls"] as? [String])?.first)
            #expect(try await stand.submit(["image": url]).status == 200)
            let other = try await stand.store.createKey(KeyRequest(name: "other"))
            let foreign = try await stand.post(
                "/v2/\(Stand.slug)", Stand.parameters(["image": url]), key: other.key.text)
            #expect(foreign.status == 400 && foreign.code == "image_not_fetched")
            let name = try #require(URL(string: url)?.lastPathComponent)
            #expect(try await stand.send(.DELETE, "/files/\(name)", key: other.key.text).status == 404)
            #expect(try await stand.send(.DELETE, "/files/\(name)").status == 204)
            #expect(try await stand.get(url).status == 404)
        }
    }
}

struct TestFailure: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}
