import API
import Domain
import Foundation
import Storage
import TestStorage
import Testing

/// Packs, ladders, and pictures that are made again.
struct ProductTests {
    @Test func aPackIsOneRequestForSeveralFormats() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit([
                "image": nil, "text": "PIZZA", "formats": ["square", "banner", "640x512"], "seed": -1,
            ])
            let task = try await stand.work()
            #expect(task.product == .pack && task.requests.map(\.size.description) == ["768", "1024x512", "640x512"])
            #expect(Set(task.requests.map(\.seed)).count == 1 && task.request.seed >= 0)
            let result = try await stand.get("/v2/requests/\(job.id)")
            let output = try #require(result.json["output"] as? String)
            #expect(output.hasSuffix(".zip"))
            let archive = try await stand.get(output)
            #expect(archive.text == "picture 3" && archive["content-type"] == "application/zip")
            #expect((result.json["images"] as? [[String: Any]])?.count == 3)
            // The price of all three.
            let prices = PriceList(), price = try task.requests.map { try prices.price(of: $0) }
            #expect(
                try await stand.balance() == price.reduce(Money(microDollars: 1_000_000)) { try $0.subtracting($1) })
        }
    }

    @Test func aLadderTriesAllCombinations() async throws {
        try await Stand.with { stand in
            let job = try await stand.post(
                "/v2/\(Stand.slug)/ladder",
                Stand.parameters([
                    "image": nil, "text": "PIZZA", "control_scales": [1, 2.5], "control_starts": "0.1, 0.3",
                    "seeds": [7, 8], "draft_steps": 6,
                ]).filter { $0.key != "seed" })
            #expect(job.status == 200)
            let task = try await stand.work()
            #expect(task.product == .ladder && task.requests.count == 8)
            #expect(task.requests.allSatisfy { $0.numInferenceSteps == 6 && $0.samples == 1 })
            #expect(Set(task.requests.map { [$0.controlScale, $0.controlStart, Double($0.seed)] }).count == 8)
            let result = try await stand.get("/v2/requests/\(job.id)")
            let cells = try #require(result.json["cells"] as? [[String: Any]])
            #expect(cells.count == 8 && result.json["output"] is String)
            let body = try #require(cells[5]["request"] as? [String: Any])
            #expect(body["control_scales"] == nil && body["draft_steps"] == nil)
            // A cell's request is one that can be sent.
            #expect(try await stand.post("/v2/\(Stand.slug)", body).status == 200)
            let full = try await stand.work()
            #expect(full.request.numInferenceSteps == 25 && full.lettering?.text == "PIZZA")
            #expect(full.request.controlScale == cells[5]["control_scale"] as? Double)
            #expect(String(full.request.seed) == cells[5]["seed"] as? String)
        }
    }

    @Test func aLaddersPictureIsKeptForItsCells() async throws {
        try await Stand.with { stand in
            let job = try await stand.post("/v2/\(Stand.slug)/ladder", Stand.parameters(["control_scales": [1.5]]))
            try await stand.work()
            let cells = try await stand.get("/v2/requests/\(job.id)").json["cells"] as? [[String: Any]] ?? []
            let body = try #require(cells.first?["request"] as? [String: Any])
            let image = try #require(body["image"] as? String)
            #expect(Array(try await stand.get(image).text.utf8) == TestInspector.picture)
            #expect(try await stand.post("/v2/\(Stand.slug)", body).status == 200)
        }
    }

    @Test func nothingIsKeptOfALadderThatIsNotAccepted() async throws {
        try await Stand.with { stand in
            _ = try await stand.store.credit(
                Money(microDollars: -999_999), to: stand.key.record.account, note: "spent")
            let refused = try await stand.post("/v2/\(Stand.slug)/ladder", Stand.parameters())
            #expect(refused.status == 406)
            #expect(try await BlobJanitor(stand.blobs, stand.store, grace: .zero).sweep() == 1)
            #expect(try FileManager.default.contentsOfDirectory(atPath: stand.folder.data.blobs) == [])
        }
    }

    @Test(arguments: [
        (#"{"control_scales": [6]}"#, "control_scales"),
        (#"{"control_starts": [0.5], "control_end": 0.4}"#, "control_starts"),
        (#"{"seeds": [-1]}"#, "seeds"),
        (#"{"draft_steps": 50}"#, "draft_steps"),
        (#"{"samples": 2}"#, "samples"),
        (
            #"{"control_scales": [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6], "control_starts": [0.1, 0.2], "seeds": [1, 2, 3]}"#,
            "control_scales"
        ),
        (#"{"control_scales": "many"}"#, "control_scales"),
        (#"{"image": null}"#, "image"),
    ])
    func aLadderOutOfRangeIsRefused(changes: String, field: String) async throws {
        try await Stand.with { stand in
            let answer = try await stand.post("/v2/\(Stand.slug)/ladder", Stand.parameters(try Stand.changes(changes)))
            let faults = (answer.json["faults"] as? [[String: Any]])?.compactMap { $0["field"] as? String } ?? []
            #expect(answer.status == 400 && faults == [field], "\(answer.text)")
        }
    }

    @Test func aPictureIsMadeAgainByItsRecipe() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit(["image": nil, "text": "PIZZA"])
            try await stand.work()
            let images = try await stand.get("/v2/requests/\(job.id)").json["images"] as? [[String: Any]] ?? []
            let recipe = try #require(images.first?["recipe"] as? [String: Any])
            let verified = try await stand.post("/v2/verify", ["recipe": recipe])
            #expect(verified.json["is_ours"] as? Bool == true)
            var changed = recipe
            changed["seed"] = 8
            let other = try await stand.post("/v2/verify", ["recipe": changed])
            #expect(other.json["is_ours"] as? Bool == false && other.json["is_signed"] as? Bool == true)

            let again = try await stand.post("/v2/replay", ["recipe": recipe])
            #expect(again.status == 200)
            let task = try await stand.work()
            #expect(task.original?.request == task.request && task.lettering?.text == "PIZZA")
            let replay = try await stand.get("/v2/requests/\(again.id)").json["replay"] as? [String: Any]
            #expect(replay?["identical"] as? Bool == false && replay?["differences"] is [String])
        }
    }

    @Test func aReplayNeedsThePictureThatWasUsed() async throws {
        try await Stand.with { stand in
            var request = GenerationRequest(prompt: "x")
            request.seed = 7
            let digest = "8b7e5e9c9b6c6e0e6a0b3e5f2f0a3b9d8c7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a"
            let recipe = Recipe(
                model: "m", precision: "bf16", stencil: .image(sha256: digest, isMended: false), request: request)
            let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Receipt(recipe: recipe)))
            let missing = try await stand.post("/v2/replay", ["recipe": json])
            #expect(missing.status == 400 && missing.error.contains("image is missing"))
            let wrong = try await stand.post(
                "/v2/replay", ["recipe": json, "image": TestInspector.picture.base64])
            #expect(wrong.status == 400 && wrong.code == "invalid_image" && wrong.error.contains(digest))
            for body in [["recipe": "x"], [:], ["recipe": ["prompt": "x"]]] as [[String: Any]] {
                #expect(try await stand.post("/v2/replay", body).status == 400)
            }
        }
    }
}
