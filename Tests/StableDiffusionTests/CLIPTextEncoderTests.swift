import Checkpoints
import StableDiffusion
import Tensors
import Testing

@Suite struct CLIPTextEncoderTests {
    @Test(arguments: GoldenSuite.text.cases)
    func fp32(_ golden: GoldenCase) throws {
        let encoder: CLIPTextEncoder<ReferenceTensor> = try TinyModel(golden.model).textEncoder()
        let found = encoder(golden.ids!)
        #expect(try distance(found, GoldenSuite.text[golden, "y"]) < 1e-4)
    }

    @Test(arguments: GoldenSuite.text.cases)
    func exchangedPromptsAreNoticed(_ golden: GoldenCase) throws {
        var ids = golden.ids!
        ids.swapAt(0, 1)
        let encoder: CLIPTextEncoder<ReferenceTensor> = try TinyModel(golden.model).textEncoder()
        #expect(try distance(encoder(ids), GoldenSuite.text[golden, "y"]) > 1e-3)
    }
}
