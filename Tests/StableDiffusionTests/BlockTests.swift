import Checkpoints
import StableDiffusion
import Tensors
import Testing

/// Every kind of block against diffusers', in fp32.
@Suite struct BlockTests {
    typealias T = ReferenceTensor

    @Test(arguments: GoldenSuite.blocks.cases)
    func block(_ golden: GoldenCase) throws {
        for (name, found) in try outputs(golden) {
            #expect(try distance(found, GoldenSuite.blocks[golden, name]) < 1e-4, "\(golden.name).\(name)")
        }
    }

    /// A golden whose block isn't run would pass unseen.
    @Test func everyGoldenIsRun() throws {
        for golden in GoldenSuite.blocks.cases {
            #expect(try outputs(golden).map(\.name).sorted() == golden.outputs?.sorted(), "\(golden.name)")
        }
    }

    /// Among pixels that come in equal blocks of 2 x 2, one of each block says it all; among others something is lost.
    @Test func tokenDownsamplingAttendsToEverySecondPixel() throws {
        let golden = try #require(GoldenSuite.blocks.cases.first { $0.kind == "Transformer2DModel" })
        let model = try TinyModel(golden.model), settings = model.settings(golden.component!)
        let x = T(GoldenSuite.blocks[golden, "x"]), text = T(GoldenSuite.blocks[golden, "text"])
        let block = try Transformer2D<T>(
            model.weights(golden.component!).at(golden.path!), x.shape.channels, settings.attention(0), settings)
        var conditioning = Conditioning(time: T([0], shape: [1, 1]), text: text)
        block.prepare(&conditioning)
        func change(_ image: T) -> Double {
            let exact = block(image, at: conditioning[0])
            var thinned = conditioning
            thinned.tokenDownsampling = 2
            let found = block(image, at: thinned[0])
            #expect(found.shape == exact.shape)
            return distance(found.values(), exact.values())
        }
        func image(height: Int, width: Int) -> T {
            let shape: Shape = [1, height, width, x.shape.channels]
            let values = (0..<shape.count).map { index -> Float in Float(index * index % 977) / 488 - 1 }
            return T(values, shape: shape)
        }
        let small = image(height: 24, width: 23)
        #expect(change(small.resized(height: 48, width: 46)) < 1e-5)
        #expect(change(image(height: 47, width: 45)) > 1e-4)
        // Few pixels all see each other.
        #expect(change(small) == 0)
    }

    private func outputs(_ golden: GoldenCase) throws -> [(name: String, T)] {
        let model = try TinyModel(golden.model), component = golden.component!, path = golden.path!
        let w = try model.weights(component).at(path)
        let input = { (name: String) in T(GoldenSuite.blocks[golden, name]) }
        if component == "vae" { return [("y", try vae(model, w, path, golden.kind!, input("x")))] }

        let settings = model.settings(component)
        var conditioning = Conditioning(
            time: golden.inputs!.contains("time") ? input("time") : T([0], shape: [1, 1]),
            text: golden.inputs!.contains("text") ? input("text") : T([0], shape: [1, 1, 1]))
        var now: Conditioning<T>.Step { conditioning[0..<(golden.inputs!.contains("time") ? 2 : 1)] }
        let parts = path.split(separator: ".").map(String.init), index = parts.dropFirst().first.flatMap(Int.init) ?? 0

        switch golden.kind! {
        case "TimestepEmbedding":
            let block = try TimestepEmbedding<T>(
                w,
                .init(
                    channels: settings.blockOutChannels[0], flipSinToCos: settings.flipSinToCos,
                    freqShift: settings.freqShift), settings.timeChannels)
            return [("y", block(GoldenSuite.blocks[golden, "timesteps"].floats().map { Int($0) }))]
        case "ResnetBlock2D":
            let x = input("x"), cout = GoldenSuite.blocks[golden, "y"].shape[3]
            let block = try ResBlock<T>(w, x.shape.channels, cout, settings.norm, timeChannels: settings.timeChannels)
            block.prepare(&conditioning)
            return [("y", block(x, at: now))]
        case "Transformer2DModel":
            let x = input("x")
            let block = try Transformer2D<T>(w, x.shape.channels, settings.attention(index), settings)
            block.prepare(&conditioning)
            return [("y", block(x, at: now))]
        case "BasicTransformerBlock":
            let x = input("x")
            let block = try TransformerBlock<T>(
                w, x.shape.channels, heads: settings.attention(index).heads, textChannels: settings.crossAttentionDim)
            block.prepare(&conditioning)
            return [("y", block(x, height: 1, width: x.shape[1], at: now))]
        case "DownBlock2D", "CrossAttnDownBlock2D":
            let block = try DownBlock<T>(w, settings.downBlocks[index], settings)
            block.prepare(&conditioning)
            var skips: [T] = []
            let y = block(input("x"), at: now, skips: &skips)
            return [("y", y)] + skips.enumerated().map { ("skip.\($0)", $1) }
        case "UNetMidBlock2DCrossAttn":
            let last = settings.blockOutChannels.count - 1
            let block = try MidBlock<T>(w, settings.blockOutChannels[last], settings.attention(last), settings)
            block.prepare(&conditioning)
            return [("y", block(input("x"), at: now))]
        case "UpBlock2D", "CrossAttnUpBlock2D":
            let names = golden.inputs!.filter { $0.hasPrefix("skip.") }.sorted(), skips = names.map(input)
            let block = try UpBlock<T>(
                w, settings.upBlocks(model.folder.unet.upBlockTypes)[index],
                skips: skips.map(\.shape.channels).reversed(), settings)
            block.prepare(&conditioning)
            var left = Skips(skips)
            let y = block(input("x"), at: now, skips: &left, size: golden.upsampleSize.map { ($0[0], $0[1]) })
            #expect(left.isEmpty)
            return [("y", y)]
        case "ControlNetConditioningEmbedding":
            let block = try HintEncoder<T>(
                w, channels: 3, widths: model.controlNetConfiguration.conditioningEmbeddingOutChannels,
                settings.blockOutChannels[0])
            return [("y", block(input("x")))]
        case "Conv2d":
            let x = input("x")
            return [("y", try Linear<T>(w, x.shape.channels, x.shape.channels)(x))]
        default:
            Issue.record("no test for \(golden.kind!)")
            return []
        }
    }

    private func vae(_ model: TinyModel, _ w: Weights, _ path: String, _ kind: String, _ x: T) throws -> T {
        let vae = model.folder.vae, norm = vae.norm
        let c = x.shape.channels, index = path.split(separator: ".").compactMap { Int($0) }.first ?? 0
        switch kind {
        case "ResnetBlock2D":
            return try ResBlock<T>(w, c, vae.blockOutChannels[index], norm)(x)
        case "DownEncoderBlock2D":
            return try VAEDownBlock<T>(w, vae.downBlocks[index], norm)(x)
        case "UpDecoderBlock2D":
            return try VAEUpBlock<T>(w, vae.upBlocks[index], norm)(x)
        case "UNetMidBlock2D":
            return try VAEMidBlock<T>(w, c, norm, attention: vae.midBlockAddAttention)(x)
        case "Attention":
            return try VAEAttention<T>(w, c, norm)(x)
        case "Encoder":
            return try VAEEncoder<T>(model.weights("vae"), vae).encode(x)
        case "Decoder":
            return try VAEDecoder<T>(model.weights("vae"), vae).decode(x)
        default:
            Issue.record("no test for \(kind) of the autoencoder")
            return x
        }
    }
}
