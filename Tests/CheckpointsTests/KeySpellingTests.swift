import Checkpoints
import Tensors
import TestSupport
import Testing

/// A tiny model written in every spelling that Stable Diffusion's files have had.
struct KeySpellingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes `component` respelled and reads it by today's keys.
    private func expectSame(
        _ component: Component, more: (inout SafetensorsWriter) -> Void = { _ in },
        _ respell: (String, [Int]) -> (String, [Int])
    ) throws {
        let file = try component.tiny()
        var writer = try SafetensorsWriter(file) { respell($0, $1) }
        more(&writer)
        try writer.write(to: folder.path("\(component.stem).safetensors"))
        let checkpoint = try Checkpoint(component: component, folder: folder.path)
        #expect(try checkpoint.hasAll(of: file))
        try checkpoint.finish()
    }

    @Test(arguments: Component.allCases)
    func todaysSpelling(_ component: Component) throws {
        try expectSame(component) { ($0, $1) }
    }

    @Test func textEncoderOfTransformers4() throws {
        try expectSame(.textEncoder) { ("text_model." + $0, $1) }
    }

    @Test(arguments: ["", "text_model."])
    func textEncoderWithPositionIDs(_ prefix: String) throws {
        try expectSame(.textEncoder) { writer in
            let ids = (0..<77).flatMap { littleEndian(Int64($0)) }
            writer.add(prefix + "embeddings.position_ids", ids, .int64, shape: [1, 77])
        } _: {
            (prefix + $0, $1)
        }
    }

    @Test func textEncoderOfAWholeCLIP() throws {
        try expectSame(.textEncoder) { writer in
            writer.add("text_projection.weight", Array(repeating: 1, count: 48 * 48), shape: [48, 48])
            writer.add("logit_scale", [4.6], shape: [])
        } _: {
            ("text_model." + $0, $1)
        }
    }

    private static let oldNames = ["to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"]

    private static func oldAttention(_ key: String) -> String {
        for (new, old) in oldNames where key.contains(".attentions.0.\(new).") {
            return key.replacing(".\(new).", with: ".\(old).")
        }
        return key
    }

    private static func isAttentionMatrix(_ key: String, _ shape: [Int]) -> Bool {
        key.contains(".attentions.0.") && shape.count == 2
    }

    @Test func autoencoderWithOldNames() throws {
        var renamed = 0
        try expectSame(.vae) { key, shape in
            let old = Self.oldAttention(key)
            if old != key { renamed += 1 }
            return (old, shape)
        }
        #expect(renamed == 16)  // four weights and biases in encoder and decoder
    }

    @Test(arguments: [false, true])
    func autoencoderWithConvolutionsForMatrices(_ oldNames: Bool) throws {
        var reshaped = 0
        try expectSame(.vae) { key, shape in
            let isMatrix = Self.isAttentionMatrix(key, shape)
            if isMatrix { reshaped += 1 }
            return (oldNames ? Self.oldAttention(key) : key, isMatrix ? shape + [1, 1] : shape)
        }
        #expect(reshaped == 8)
    }

    @Test func unetWithMatricesForConvolutions() throws {
        try expectSame(.unet) { key, shape in
            (key, shape.count == 4 && shape.suffix(2) == [1, 1] ? Array(shape.prefix(2)) : shape)
        }
    }

    @Test func otherShapesAreNotTheSame() throws {
        var writer = SafetensorsWriter()
        writer.add("a.weight", Array(repeating: 0, count: 36), shape: [2, 2, 3, 3])
        writer.add("b.weight", Array(repeating: 0, count: 4), shape: [4, 1, 1])
        writer.add("c.weight", Array(repeating: 0, count: 4), shape: [4])
        try writer.write(to: folder.path("diffusion_pytorch_model.safetensors"))
        let checkpoint = try Checkpoint(component: .unet, folder: folder.path), w = checkpoint.weights
        for (weights, shape) in [(w.a, [2, 2]), (w.b, [4]), (w.c, [2, 2]), (w.c, [4, 1, 1]), (w.c, [4, 1])] {
            #expect(throws: WeightError.self) { try weights.array("weight", shape) }
        }
    }

    @Test func twoSpellingsOfOneWeight() throws {
        var writer = SafetensorsWriter()
        writer.add("final_layer_norm.bias", [1], shape: [1])
        writer.add("text_model.final_layer_norm.bias", [2], shape: [1])
        try writer.write(to: folder.path("model.safetensors"))
        let error = WeightError.sameWeight(
            path: folder.path("model.safetensors"), keys: ["final_layer_norm.bias", "text_model.final_layer_norm.bias"])
        #expect(throws: error) { try Checkpoint(component: .textEncoder, folder: folder.path) }
    }

    /// A UNet's keys are what they are: `query` is no old spelling there.
    @Test func spellingsBelongToTheirComponent() throws {
        var writer = SafetensorsWriter()
        writer.add("mid_block.attentions.0.query.weight", [1], shape: [1])
        try writer.write(to: folder.path("diffusion_pytorch_model.safetensors"))
        let checkpoint = try Checkpoint(component: .unet, folder: folder.path)
        #expect(throws: WeightError.self) {
            try checkpoint.weights.mid_block.attentions[0].to_q.array("weight", [1])
        }
    }
}
