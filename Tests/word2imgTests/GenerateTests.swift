import Checkpoints
import Domain
import Foundation
import Imaging
import Tensors
import TestSupport
import Testing

struct GenerateTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: ["png", "jpg", "webp"])
    func writesThePictureWithItsRecipe(type: String) throws {
        let path = folder.path("gold.\(type)")
        let result = try TinyModel.generate("--text", "GOLD", "--negative-prompt", "blurry", "--output", path).run()
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains(path) && result.output.contains("seed 7"))

        let file = try Data(contentsOf: URL(filePath: path))
        let picture = try Bitmap(decoding: Array(file))
        #expect(picture.width == 64 && picture.height == 64)
        let json = try #require(EmbeddedRecipe.read(from: Array(file)))
        let recipe = try JSONDecoder().decode(Recipe.self, from: Data(json.utf8))
        #expect(recipe.request.negativePrompt == "blurry" && recipe.request.seed == 7 && recipe.precision == "bf16")
        #expect(recipe.request.numInferenceSteps == 2 && recipe.request.size == PictureSize(width: 64, height: 64))
        #expect(recipe.model == (try ModelFolder(path: TinyModel.folder).fingerprint()))
        guard recipe.stencil == .text(LetteringRequest(text: "GOLD")) else {
            Issue.record("\(recipe.stencil)")
            return
        }
        #expect(try folder.names == ["gold.\(type)"])
    }

    @Test func aSampleIsThePictureOfItsOwnSeed() throws {
        #expect(
            try TinyModel.generate("--text", "A", "--samples", "2", "--output", folder.path("both.png")).run().code == 0
        )
        #expect(try folder.names == ["both-1.png", "both-2.png"])
        let second = Array(try Data(contentsOf: URL(filePath: folder.path("both-2.png"))))
        let recipe = try JSONDecoder().decode(
            Recipe.self, from: Data(try #require(EmbeddedRecipe.read(from: second)).utf8))
        #expect(recipe.request.seed == 8 && recipe.request.samples == 1)

        #expect(
            try TinyModel.generate("--text", "A", "--seed", "8", "--output", folder.path("one.png")).run().code == 0)
        let alone = Array(try Data(contentsOf: URL(filePath: folder.path("one.png"))))
        #expect(second == alone)
        #expect(try Data(contentsOf: URL(filePath: folder.path("both-1.png"))) != Data(alone))
    }

    @Test(arguments: ["bf16", "fp32"])
    func dumpsLatents(precision: String) throws {
        let dump = folder.path("latents.safetensors")
        let result = try TinyModel.generate(
            "--text", "A", "--size", "72x64", "--precision", precision, "--scheduler", "dpmpp_2m",
            "--output", folder.path("a.png"), "--dump-latents", dump
        ).run()
        #expect(result.code == 0, "\(result.errors)")
        let file = try SafetensorsFile(path: dump)
        #expect(file.keys.sorted() == ["final", "initial"])
        let initial = try file.array("initial"), final = try file.array("final")
        #expect(initial.shape == [1, 4, 8, 9] && final.shape == [1, 4, 8, 9])
        #expect(initial.dataType == .float32 && initial.floats() != final.floats())
    }

    @Test func aPictureOfTheWordSteersLikeTheTextItself() throws {
        let first = folder.path("first.png")
        #expect(try TinyModel.generate("--text", "A", "--output", first).run().code == 0)
        // Any picture will do as a stencil: that of the first run differs from the letter.
        let result = try TinyModel.generate("--image", first, "--output", folder.path("second.png")).run()
        #expect(result.code == 0, "\(result.errors)")
        let second = Array(try Data(contentsOf: URL(filePath: folder.path("second.png"))))
        let recipe = try JSONDecoder().decode(
            Recipe.self, from: Data(try #require(EmbeddedRecipe.read(from: second)).utf8))
        let bytes = Array(try Data(contentsOf: URL(filePath: first)))
        #expect(recipe.stencil == .image(sha256: SHA256.hexadecimal(of: bytes), isMended: false))
        #expect(try Bitmap(decoding: second) != Bitmap(decoding: bytes))
    }

    @Test func reportsAsJSON() throws {
        let result = try TinyModel.generate("--text", "A", "--json", "--output", folder.path("a.png")).run()
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: any Sendable])
        let outputs = try #require(json["outputs"] as? [[String: any Sendable]])
        #expect(outputs.count == 1 && outputs[0]["path"] as? String == folder.path("a.png"))
        #expect(outputs[0]["seed"] as? Int == 7 && outputs[0]["width"] as? Int == 64)
        let timings = try #require(json["timings"] as? [String: Double])
        #expect(Set(timings.keys) == ["load", "steps", "decode", "total"])
        // At 64 pixels no stroke is as wide as it should be, and the word is small.
        #expect((json["warnings"] as? [String])?.count == 2)
    }

    @Test func whatDoesNotFitIsReported() throws {
        let long = String(repeating: "pizza ", count: 200)
        let result = try TinyModel.generate(
            "--text", "A", "--negative-prompt", long, "--output", folder.path("a.png")
        ).run()
        #expect(result.code == 0 && result.output.contains("Warning: the negative prompt is longer"))
    }

    @Test func theEmbeddedModelIsLookedUpInTheSharedFolder() throws {
        try FileManager.default.createDirectory(atPath: folder.path("models"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("models/embedded"), withDestinationPath: TinyModel.folder)
        let arguments = [
            "generate", "--prompt", "x", "--text", "A", "--size", "64", "--num-inference-steps", "1", "--json",
            "--output", folder.path("a.png"),
        ]
        let result = try Program(arguments: arguments, environment: ["WORD2IMG_SHARE": folder.path]).run()
        #expect(result.code == 0 && result.output.contains(folder.path("models/embedded")), "\(result.errors)")
        let nowhere = try Program(arguments: arguments, environment: ["WORD2IMG_SHARE": folder.path("nowhere")]).run()
        #expect(nowhere.code == 2 && nowhere.errors.contains("WORD2IMG_SHARE"))
    }
}
