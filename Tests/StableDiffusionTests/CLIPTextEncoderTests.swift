import Checkpoints
import StableDiffusion
import Tensors
import Testing

@Suite struct CLIPTextEncoderTests {
    @Test(arguments: GoldenSuite.text.cases)
    func fp32(_ golden: GoldenCase) throws {
        let found = try encoder(golden)(golden.ids!)
        #expect(try distance(found, GoldenSuite.text[golden, "y"]) < 1e-4)
    }

    @Test(arguments: GoldenSuite.text.cases)
    func exchangedPromptsAreNoticed(_ golden: GoldenCase) throws {
        var ids = golden.ids!
        ids.swapAt(0, 1)
        #expect(try distance(try encoder(golden)(ids), GoldenSuite.text[golden, "y"]) > 1e-3)
    }

    private func encoder(_ golden: GoldenCase) throws -> CLIPTextEncoder<ReferenceTensor> {
        let model = try TinyModel(golden.model)
        return try CLIPTextEncoder(model.weights("text_encoder"), model.folder.textEncoder)
    }
}
