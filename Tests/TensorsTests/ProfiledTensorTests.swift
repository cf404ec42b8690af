import Tensors
import Testing

@Suite struct ProfiledTensorTests {
    /// A bit of everything, on any tensor.
    private func step<T: Tensor>(_ type: T.Type) throws -> [Float] {
        func numbers(_ shape: [Int]) -> [Float] {
            (0..<shape.reduce(1, *)).map { Float($0 * 7 % 11) / 11 - 0.4 }
        }
        func weight(_ use: WeightUse, _ shape: Int...) -> T.Weight {
            T.pack(use, HostArray(numbers(shape), shape: shape), bias: nil)
        }
        func tensor(_ shape: Shape) -> T { T(numbers(shape.extents), shape: shape) }
        let image = tensor([1, 5, 4, 6]), text = tensor([2, 3, 6])
        let wide = image.convolution(
            weight(.convolution, 8, 6, 3, 3), stride: 1, padding: .same, activation: .silu, plus: tensor([1, 8]))
        let norm = weight(.norm, 6)
        let h = wide.convolution(
            weight(.convolution, 6, 8, 1, 1), stride: 1, padding: .same, activation: .none, plus: tensor([2, 5, 4, 6])
        ).groupNorm(norm, groups: 2, epsilon: 1e-5, activation: .silu)
        let tokens = h.reshaped([2, 20, 6]).layerNorm(norm, epsilon: 1e-5)
        let seen = tokens.attention(keys: tokens, values: tokens, heads: 2, causal: false)
        let told = (seen + tokens).attention(keys: text, values: text, heads: 2, causal: false)
        let gated = told.gatedLinear(weight(.gatedLinear, 8, 6)).linear(weight(.linear, 6, 4)).activated(.gelu)
        let joined = gated.concatenated(tokens).scaled(by: 0.5).reshaped([2, 5, 4, 12])
        let ids = T.embedding([[0, 1]], table: weight(.embedding, 4, 6), positions: weight(.embedding, 2, 6))
        let doubled = image.upsampledConvolution(weight(.upsampledConvolution, 2, 6, 3, 3), height: 10, width: 8)
        let enlarged = try joined.resized(height: 7, width: 8).batch(1..<2).values()
        return try enlarged + doubled.values() + ids.values()
    }

    @Test func computesWhatItsBaseDoes() throws {
        let profiled = try step(ProfiledTensor<ReferenceTensor>.self), plain = try step(ReferenceTensor.self)
        #expect(profiled == plain)
    }

    @Test func everyOperationIsWrittenDown() throws {
        let profile = Profile()
        _ = try profile.record { try step(ProfiledTensor<ReferenceTensor>.self) }
        let entries = profile.entries
        #expect(Set(entries.keys) == Set(Profile.Operation.allCases))
        #expect(entries[.convolution3]?.calls == 1 && entries[.sum]?.calls == 1 && entries[.selfAttention]?.calls == 1)
        #expect(entries.values.allSatisfy { $0.seconds > 0 && $0.numbers > 0 })
        // Operands, weight and result.
        #expect(entries[.sum]?.numbers == 3 * 240 && entries[.layerNorm]?.numbers == 2 * 240)
        #expect(
            entries[.gatedLinear]?.numbers == 240 + 48 + 160 && entries[.crossAttention]?.numbers == 2 * 240 + 2 * 36)
    }

    /// Both count the same arithmetic.
    @Test func multiplyAccumulatesAreTheLedgers() throws {
        let profile = Profile(), ledger = Ledger()
        _ = try profile.record { try step(ProfiledTensor<ReferenceTensor>.self) }
        _ = try ledger.count { try step(CountingTensor.self) }
        let counted = profile.entries.values.reduce(0) { $0 + $1.multiplyAccumulates }
        #expect(counted > 0 && counted == ledger.totals.multiplyAccumulates)
    }
}
