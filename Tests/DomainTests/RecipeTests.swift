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

    @Test(arguments: [
        Recipe.Stencil.text("GOLD", font: "DejaVu Sans"), .image(sha256: String(repeating: "a1", count: 32)),
    ])
    func comesBackFromJSON(stencil: Recipe.Stencil) throws {
        let recipe = recipe(stencil)
        #expect(try JSONDecoder().decode(Recipe.self, from: JSONEncoder().encode(recipe)) == recipe)
    }

    @Test func isOneFlatObject() throws {
        let json = try #require(
            JSONSerialization.jsonObject(with: JSONEncoder().encode(recipe(.text("GOLD", font: "Lato"))))
                as? [String: any Sendable])
        #expect(json["word2img"] as? String == Version.current && json["text"] as? String == "GOLD")
        #expect(json["scheduler"] as? String == "dpmpp_2m" && json["seed"] as? Int == 6_130_473_235)
    }

    @Test func withoutStencilIsNoRecipe() {
        let json = #"{"word2img": "1", "model": "m", "precision": "bf16", "prompt": "x", "seed": 1}"#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Recipe.self, from: Data(json.utf8)) }
    }
}
