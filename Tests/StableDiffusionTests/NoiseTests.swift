import Foundation
import StableDiffusion
import Tensors
import Testing

@Suite struct NoiseTests {
    /// Every bit, for ten seeds; a count that is no multiple of sixteen has its last sixteen drawn anew.
    @Test(arguments: NoiseGolden.all)
    func isTorchs(golden: NoiseGolden) {
        let found = Noise.latent(seed: golden.seed, count: golden.shape.reduce(1, *))
        #expect(found.map(\.bitPattern) == golden.values.map(\.bitPattern))
    }

    /// torch 2.13's bits for fewer than sixteen values, which it makes another way.
    @Test func fewValues() {
        let four: [UInt32] = [0x3EAC_62AE, 0x3E03_E69D, 0x3E70_16E7, 0x3E6B_DC6C]
        #expect(Noise.latent(seed: 42, count: 4).map(\.bitPattern) == four)
        #expect(Noise.latent(seed: 42, count: 3).map(\.bitPattern) == Array(four.prefix(3)))
        #expect(Noise.latent(seed: 6_130_473_235, count: 12).last?.bitPattern == 0xBDBF_0C69)
        #expect(Noise.latent(seed: 42, count: 0).isEmpty)
    }

    @Test func onlyTheLowBitsOfASeedCount() {
        #expect(Noise.latent(seed: 6_130_473_235, count: 256) == Noise.latent(seed: 1_835_505_939, count: 256))
        #expect(Noise.latent(seed: .max, count: 256) == Noise.latent(seed: 0xFFFF_FFFF, count: 256))
        #expect(Noise.latent(seed: 0, count: 256) != Noise.latent(seed: 1, count: 256))
    }

    @Test func isNormal() {
        let values = Noise.latent(seed: 7, count: 100_000).map(Double.init)
        let mean = values.reduce(0, +) / 1e5
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1e5
        #expect(abs(mean) < 0.01)
        #expect(abs(variance - 1) < 0.02)
        #expect(values.allSatisfy { abs($0) < 6 })
    }
}

/// `torch.randn` of one seed.
struct NoiseGolden: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let seed: UInt64
    let shape: [Int]
    let shared: [String: String]?

    var description: String { name }
    var values: [Float] { Self.suite.tensors[shared?["y"] ?? name + ".y"]?.floats() ?? [] }
    static var all: [NoiseGolden] { suite.cases }

    private static let suite: (cases: [NoiseGolden], tensors: [String: HostArray]) = {
        struct Header: Decodable { let cases: [NoiseGolden] }
        let path = goldenFolder + "noise"
        do {
            let data = try Data(contentsOf: URL(filePath: path + ".json"))
            return (try JSONDecoder().decode(Header.self, from: data).cases, try readSafetensors(path + ".safetensors"))
        } catch {
            preconditionFailure("\(path): \(error)")
        }
    }()
}
