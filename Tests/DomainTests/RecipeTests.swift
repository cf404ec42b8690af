import Domain
import Foundation
import Testing

struct RecipeTests {
    private func recipe(_ stencil: Recipe.Stencil) -> Recipe {
        var request = GenerationRequest(prompt: "molten gold, \"quoted\" ☕")
        request.negativePrompt = "blurry"
        request.scheduler = .dpmpp2M
        request.seed = 6_130_473_235
        request.size = PictureSize(width: 520, height: 776)
        return Recipe(
            model: String(repeating: "0f", count: 32), precision: "bf16", stencil: stencil, request: request)
    }

    private static let lettering = {
        var lettering = LetteringRequest(text: "SALE\nNOW")
        (lettering.font, lettering.weight, lettering.letterCase, lettering.align) = ("Lato", 900, .upper, .left)
        (lettering.letterSpacing, lettering.lineSpacing, lettering.margin) = (0.1, 0.5, 0.1)
        (lettering.layout, lettering.polarity, lettering.outline) = (.arc, .darkOnGrey, 0.05)
        return lettering
    }()

    @Test(arguments: [
        Recipe.Stencil.text(LetteringRequest(text: "GOLD")), .text(RecipeTests.lettering),
        .image(sha256: String(repeating: "a1", count: 32), isMended: false), .image(sha256: "b2", isMended: true),
    ])
    func comesBackFromJSON(stencil: Recipe.Stencil) throws {
        var recipe = recipe(stencil)
        (recipe.instructionSet, recipe.stencilDigest, recipe.pictureDigest) = ("avx512", "5e", "71")
        #expect(try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe)) == recipe)
    }

    @Test func isOneFlatObject() throws {
        let json = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(recipe(.text(LetteringRequest(text: "GOLD")))))
                as? [String: any Sendable])
        #expect(json["word2img"] as? String == Version.current && json["text"] as? String == "GOLD")
        #expect(json["scheduler"] as? String == "dpmpp_2m" && json["seed"] as? Int == 6_130_473_235)
    }

    @Test func withoutStencilIsNoRecipe() {
        let json = #"{"word2img": "1", "model": "m", "precision": "bf16", "prompt": "x", "seed": 1}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Recipe.self, from: Data(json.utf8)) }
    }
}
