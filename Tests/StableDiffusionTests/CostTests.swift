import Checkpoints
import StableDiffusion
import Tensors
import Testing

/// What Stable Diffusion 1.5 costs, against torch's own counter (docs/architecture.md).
@Suite struct CostTests {
    /// Multiply-accumulates in units of 10⁹ at 512, 768 and 1024 pixels.
    @Test(arguments: [(512, 402, 142, 1257), (768, 1074, 387, 2877), (1024, 2337, 859, 5235)])
    func multiplyAccumulates(size: Int, unet: Int, controlNet: Int, decoder: Int) throws {
        let side = size / 8
        let text = zeros([1, 77, 768]), latent = zeros([1, side, side, 4])
        let unetCost = try cost {
            let network = try UNet<CountingTensor>(.declared(dataType: .float16), .stableDiffusion15)
            #expect(network(latent, step: 0, network.prepare(text: text, timesteps: [1])).shape == latent.shape)
        }
        #expect(unetCost.billions == unet)
        #expect(unetCost.parameters == 859_520_964)

        let controlNetCost = try cost {
            let network = try ControlNet<CountingTensor>(.declared(dataType: .float16), .stableDiffusion15)
            let hint = network.hint([Float](repeating: 0, count: size * size * 3), shape: [1, size, size, 3])
            let residuals = network(latent, step: 0, network.prepare(text: text, timesteps: [1]), hint: hint)
            #expect(residuals.skips.count == 12 && residuals.mid.shape == [1, side / 8, side / 8, 1280])
        }
        #expect(controlNetCost.billions == controlNet)
        #expect(controlNetCost.parameters == 361_279_120)

        let decoderCost = try cost {
            let network = try VAEDecoder<CountingTensor>(.declared(dataType: .float16), .stableDiffusion15)
            #expect(network(latent).shape == [1, size, size, 3])
        }
        #expect(decoderCost.billions == decoder)
    }

    @Test func textEncoder() throws {
        let cost = try cost {
            let network = try CLIPTextEncoder<CountingTensor>(.declared(dataType: .float16), .stableDiffusion15)
            #expect(network([[Int](repeating: 0, count: 77)]).shape == [1, 77, 768])
        }
        #expect(cost.multiplyAccumulates / 100_000_000 == 66)
        #expect(cost.parameters == 123_060_480)
    }

    /// Guidance shares what comes before the first cross-attention, so a guided step costs less than two.
    @Test func guidanceSharesTheTrunk() throws {
        let network = try UNet<CountingTensor>(.declared(dataType: .float16), .stableDiffusion15)
        let conditioning = network.prepare(text: zeros([2, 77, 768]), timesteps: [1])
        let shared = cost { _ = network(zeros([1, 64, 64, 4]), step: 0, conditioning) }
        let doubled = cost { _ = network(zeros([2, 64, 64, 4]), step: 0, conditioning) }
        #expect(shared.multiplyAccumulates < doubled.multiplyAccumulates)
        #expect(doubled.multiplyAccumulates - shared.multiplyAccumulates > 20_000_000_000)
    }

    /// Over more than 2,048 tokens, a quarter of the keys and values is left, with all that is computed from them.
    @Test(arguments: [(256, []), (512, [(4096, 320)]), (1024, [(16384, 320), (4096, 640)])])
    func tokenDownsamplingSavesAttention(size: Int, layers: [(tokens: Int, channels: Int)]) throws {
        let network = try UNet<CountingTensor>(.declared(dataType: .float16), .stableDiffusion15)
        var conditioning = network.prepare(text: zeros([1, 77, 768]), timesteps: [1])
        let latent = zeros([1, size / 8, size / 8, 4])
        let exact = cost { _ = network(latent, step: 0, conditioning) }
        conditioning.tokenDownsampling = 2
        let thinned = cost { _ = network(latent, step: 0, conditioning) }
        let saved = layers.reduce(0) { sum, layer in
            let left = layer.tokens * 3 / 4
            return sum + 5 * 2 * left * layer.channels * (layer.tokens + layer.channels)
        }
        #expect(exact.multiplyAccumulates - thinned.multiplyAccumulates == saved)
    }

    private func zeros(_ shape: Shape) -> CountingTensor {
        CountingTensor([Float](repeating: 0, count: shape.count), shape: shape)
    }

    private func cost(_ body: () throws -> Void) rethrows -> Ledger.Totals {
        let ledger = Ledger()
        try ledger.count(body)
        return ledger.totals
    }
}

extension Ledger.Totals {
    fileprivate var billions: Int { Int((Double(multiplyAccumulates) / 1e9).rounded()) }
}
