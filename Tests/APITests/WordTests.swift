import API
import Domain
import Foundation
import Storage
import Testing

/// The parameters of our own that are about the word.
struct WordTests {
    private static var text: [String: Any?] { ["image": nil, "text": "PIZZA"] }

    @Test func aTextIsLetteredAndRead() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit(
                Self.text.merging(["layout": "arc", "case": "upper", "letter_spacing": "0.1", "weight": 900]) { $1 })
            #expect(job.status == 200)
            let task = try await stand.work()
            var lettering = LetteringRequest(text: "PIZZA")
            (lettering.layout, lettering.letterCase, lettering.letterSpacing) = (.arc, .upper, 0.1)
            lettering.weight = 900
            #expect(task.lettering == lettering && task.expected == "PIZZA" && task.guarantee == nil)
            let result = try await stand.get("/v2/requests/\(job.id)")
            let image = try #require((result.json["images"] as? [[String: Any]])?.first)
            #expect(image["readability"] as? Double == 0.9 && image["read_as"] as? String == "PIZZA")
            #expect((image["letters"] as? [[String: Any]])?.count == 5)
            #expect((image["recipe"] as? [String: Any])?["layout"] as? String == "arc")
        }
    }

    @Test func aClientThatSendsNoneOfItGetsWhatWasPublished() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit()
            let task = try await stand.work()
            #expect(task.lettering == nil && task.expected == nil && task.guarantee == nil && !task.fixesPicture)
            let result = try await stand.get("/v2/requests/\(job.id)")
            let image = try #require((result.json["images"] as? [[String: Any]])?.first)
            #expect(image["readability"] == nil && image["read_as"] == nil)
            #expect(result.json["attempts"] == nil && result.json["cells"] == nil && result.json["replay"] == nil)
        }
    }

    /// Each is a 400 that names the parameter.
    @Test(arguments: [
        (#"{"text": "PIZZA"}"#, "image"),
        (#"{"image": null}"#, "image"),
        (#"{"image": null, "text": ""}"#, "text"),
        (#"{"image": null, "text": "LONG"}"#, "text"),
        (#"{"image": null, "text": ["a"]}"#, "text"),
        (#"{"image": null, "text": "PIZZA", "layout": "spiral"}"#, "layout"),
        (#"{"image": null, "text": "PIZZA", "margin": 0.5}"#, "margin"),
        (#"{"image": null, "text": "PIZZA", "outline": 0.005}"#, "outline"),
        (#"{"image": null, "text": "PIZZA", "weight": "bold"}"#, "weight"),
        (#"{"image": null, "text": "PIZZA", "expect": "PIZZA"}"#, "expect"),
        (#"{"min_readability": 0.8}"#, "min_readability"),
        (#"{"expect": "PIZZA", "min_readability": 1.5}"#, "min_readability"),
        (#"{"expect": "PIZZA", "min_readability": 0.8, "max_attempts": 9}"#, "max_attempts"),
        (#"{"expect": "PASTA"}"#, "expect"), (#"{"expect": "?!"}"#, "expect"),
        (#"{"expect": "PIZZA\u0000"}"#, "expect"),
        (#"{"preset": "no such"}"#, "preset"),
        (#"{"formats": ["square"]}"#, "formats"),
        (#"{"image": null, "text": "PIZZA", "formats": ["cube"]}"#, "formats"),
        (#"{"image": null, "text": "PIZZA", "formats": ["square", "768"]}"#, "formats"),
        (#"{"image": null, "text": "PIZZA", "formats": []}"#, "formats"),
        (#"{"image": null, "text": "PIZZA", "formats": ["square"], "samples": 2}"#, "samples"),
    ])
    func badInputIsNamed(changes: String, field: String) async throws {
        try await Stand.with { stand in
            let answer = try await stand.submit(try Stand.changes(changes))
            let faults = (answer.json["faults"] as? [[String: Any]])?.compactMap { $0["field"] as? String } ?? []
            #expect(answer.status == 400 && faults == [field], "\(answer.text)")
            #expect(try await stand.balance() == Money(microDollars: 1_000_000))
        }
    }

    @Test func whatCanNotBeDrawnIsRefusedWithTheReason() async throws {
        try await Stand.with { stand in
            let answer = try await stand.submit(Self.text.merging(["font": "Missing"]) { $1 })
            #expect(answer.status == 400 && answer.error.contains("the font Missing is not installed"))
        }
    }

    @Test func aClientsPictureMustSayWhatIsExpected() async throws {
        try await Stand.with { stand in
            let job = try await stand.submit(["expect": "PIZZA", "fix_image": true])
            #expect(job.status == 200)
            let task = try await stand.work()
            #expect(task.expected == "PIZZA" && task.fixesPicture && task.lettering == nil)
            let refused = try await stand.submit(["expect": "PASTA"])
            #expect(refused.error.contains("it reads as \"PIZZA\""))
        }
    }

    @Test func aPresetIsWhatIsNotSent() async throws {
        try await Stand.with { stand in
            try await stand.submit(Self.text.merging(["prompt": nil, "preset": "Gold"]) { $1 })
            let task = try await stand.work()
            #expect(task.request.prompt == "shiny gold" && task.request.negativePrompt == "blurry")
            // Its first font is not installed.
            #expect(task.lettering?.font == "Noto Sans")
            try await stand.submit(["preset": "gold", "prompt": "rusty gold", "negative_prompt": ""])
            let own = try await stand.work()
            #expect(own.request.prompt == "rusty gold" && own.request.negativePrompt == "")
        }
    }

    @Test func anUnreadableWordCostsNothing() async throws {
        var policy = JobPolicy()
        policy.unreadablePerDay = 1
        try await Stand.with(policy) { stand in
            let job = try await stand.submit(Self.text.merging(["min_readability": "0.8", "max_attempts": 2]) { $1 })
            let task = try await stand.work { claim in
                let reading = Reading(readability: 0.3, readAs: nil, letters: [])
                let attempts = [1.8, 2.25].map { scale in
                    AttemptReport(
                        sample: 0, controlScale: scale, controlStart: 0.1, reading: reading, isChosen: false)
                }
                let details = try JSONEncoder().encode(UnreadableReport(attempts: attempts))
                let preview = JobOutput(
                    blob: try await stand.blobs.put(Array("preview".utf8)), contentType: "image/jpeg", byteCount: 7,
                    size: PictureSize(width: 256, height: 256), seed: 7)
                try await stand.store.fail(
                    claim.lease,
                    with: JobFailure(
                        .unreadable, "it can't be read", details: String(decoding: details, as: UTF8.self)),
                    outputs: [preview])
            }
            #expect(task.guarantee == JobTask.Guarantee(readability: 0.8, attempts: 2))
            for path in ["/v2/requests/\(job.id)", "/v2/requests/\(job.id)/status"] {
                let answer = try await stand.get(path)
                #expect(answer.status == 422 && answer.code == "unreadable")
                let attempts = try #require(answer.json["attempts"] as? [[String: Any]])
                #expect(attempts.map { $0["control_scale"] as? Double } == [1.8, 2.25])
                #expect(try await stand.get(answer.json["preview"] as? String ?? "").text == "preview")
            }
            #expect(try await stand.balance() == Money(microDollars: 1_000_000))
            let another = try await stand.submit(Self.text.merging(["min_readability": 0.8]) { $1 })
            #expect(another.status == 429 && another.code == "too_many_unreadable")
            #expect(try await stand.submit(Self.text).status == 200)
        }
    }

    @Test func stencilsFontsAndPresetsAreThereToSee() async throws {
        try await Stand.with { stand in
            let png = try await stand.post("/v2/stencil", ["text": "PIZZA", "size": "520x776"])
            #expect(png.status == 200 && png.text == "PIZZA 520x776 png" && png["content-type"] == "image/png")
            let svg = try await stand.post("/v2/stencil", ["text": "PIZZA", "output_format": "svg"])
            #expect(svg.text == "PIZZA 768 svg" && svg["content-type"] == "image/svg+xml")
            for bad in [["size": 100], ["text": ""], ["output_format": "gif"], ["font": "Missing"], ["text": nil]] {
                let sent = ["text": "PIZZA"].merging(bad as [String: Any?]) { $1 }.compactMapValues { $0 }
                #expect(try await stand.post("/v2/stencil", sent).status == 400)
            }
            let fonts = try await stand.get("/v2/fonts").json["fonts"] as? [[String: String]] ?? []
            #expect(fonts.map { $0["family"] } == ["DejaVu Sans", "Noto Sans"])
            #expect(try await stand.get(fonts[1]["sample_url"] ?? "", key: .some(nil)).text == "sample of Noto Sans")
            #expect(try await stand.get("/v2/fonts/Comic/sample").status == 404)
            let presets = try await stand.get("/v2/presets").json["presets"] as? [[String: Any]] ?? []
            #expect(presets.map { $0["name"] as? String } == ["gold"])
            #expect(try await stand.get(presets[0]["sample_url"] as? String ?? "", key: .some(nil)).text == "sample")
            #expect(try await stand.get("/v2/presets/silver/sample").status == 404)
        }
    }
}
