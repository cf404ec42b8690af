import Tensors
import Testing

@Suite struct CountingTensorTests {
    @Test func countsProductsWeightsAndActivations() {
        let ledger = Ledger(activationBytes: 2)
        ledger.count {
            let x = CountingTensor([Float](repeating: 0, count: 2 * 6 * 6 * 3), shape: [2, 6, 6, 3])  // 432 bytes
            let w = CountingTensor.pack(
                .convolution, HostArray(declared: [5, 3, 3, 3], dataType: .float16),
                bias: HostArray(declared: [5], dataType: .float32))
            let y = x.convolution(w, stride: 2, padding: .same, activation: .silu, plus: nil)  // 180 bytes
            #expect(y.shape == [2, 3, 3, 5])
            #expect(ledger.totals.multiplyAccumulates == 2 * 9 * 5 * 27)
            #expect(ledger.totals.parameters == 140)
            #expect(ledger.totals.weightBytes == 135 * 2 + 5 * 4)
            #expect(ledger.totals.liveBytes == 432 + 180)

            let tokens = y.reshaped([2, 9, 5])
            #expect(ledger.totals.liveBytes == 432 + 180)
            _ = tokens.attention(keys: tokens, values: tokens, heads: 1, causal: false)
            #expect(ledger.totals.multiplyAccumulates == 2 * 9 * 5 * 27 + 2 * (2 * 9 * 9 * 5))
        }
        #expect(ledger.totals.liveBytes == 0)
        #expect(ledger.totals.peakBytes == 432 + 180 + 180)
    }

    /// Every operation gives the shape that the reference gives.
    @Test func shapesAreTheReferences() {
        func shapes<T: Tensor>(_ type: T.Type) -> [Shape] {
            func weight(_ use: WeightUse, _ shape: Int...) -> T.Weight {
                T.pack(use, HostArray([Float](repeating: 0, count: shape.reduce(1, *)), shape: shape), bias: nil)
            }
            func tensor(_ shape: Shape) -> T { T([Float](repeating: 0, count: shape.count), shape: shape) }
            let image = tensor([2, 5, 4, 6]), tokens = tensor([2, 7, 6]), one = tensor([1, 5, 4, 6])
            let square = weight(.convolution, 3, 6, 3, 3)
            return [
                T.embedding([[0, 1], [1, 0]], table: weight(.embedding, 4, 6), positions: weight(.embedding, 2, 6)),
                image.linear(weight(.linear, 8, 6)), tokens.gatedLinear(weight(.gatedLinear, 8, 6)),
                one.linear(weight(.linear, 6, 6), activation: .none, plus: image),
                image.convolution(square, stride: 1, padding: .same, activation: .none, plus: nil),
                one.convolution(square, stride: 2, padding: .same, activation: .none, plus: tensor([2, 3])),
                image.convolution(square, stride: 2, padding: .bottomRight, activation: .none, plus: nil),
                image.groupNorm(weight(.norm, 6), groups: 2, epsilon: 1e-5, activation: .silu),
                tokens.layerNorm(weight(.norm, 6), epsilon: 1e-5), image.activated(.gelu), one + image,
                image + tensor([2, 6]), image.scaled(by: 2), one.concatenated(image),
                image.resized(height: 9, width: 8),
                image.upsampledConvolution(weight(.upsampledConvolution, 3, 6, 3, 3), height: 9, width: 8),
                image.batch(1..<2), image.reshaped([2, 20, 6]),
                tokens.attention(keys: tensor([4, 3, 6]), values: tensor([4, 3, 6]), heads: 2, causal: false),
            ].map(\.shape)
        }
        #expect(shapes(CountingTensor.self) == shapes(ReferenceTensor.self))
    }
}
