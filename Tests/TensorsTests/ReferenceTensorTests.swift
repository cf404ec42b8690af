import Foundation
import Tensors
import Testing

@Suite struct ReferenceTensorTests {
    @Test(arguments: [
        (Activation.silu, 1.0, 1 / (1 + exp(-1.0))), (.gelu, 1, 0.841344746), (.gelu, -2, -0.045500264),
        (.quickGELU, 1, 1 / (1 + exp(-1.702))), (.none, -3, -3), (.silu, -100, 0),
    ])
    func activation(activation: Activation, x: Double, y: Double) {
        let result = ReferenceTensor([Float(x)], shape: [1, 1]).activated(activation)
        #expect(distance(result, [y]) < 1e-6)
    }

    @Test func embeddingAddsThePlaces() {
        let table = ReferenceTensor.pack(.embedding, HostArray([1, 2, 3, 4, 5, 6], shape: [3, 2]), bias: nil)
        let places = ReferenceTensor.pack(.embedding, HostArray([10, 20, 30, 40], shape: [2, 2]), bias: nil)
        let result = ReferenceTensor.embedding([[2, 0], [1, 1]], table: table, positions: places)
        #expect(result.shape == [2, 2, 2])
        #expect(result.values() == [15, 26, 31, 42, 13, 24, 33, 44])
    }

    @Test func groupNorm() {
        var samples = Samples(seed: 3)
        let x = samples.tensor([2, 2, 3, 6]), scale = samples.array(6), shift = samples.array(6)
        let result = x.groupNorm(
            ReferenceTensor.pack(.norm, scale, bias: shift), groups: 3, epsilon: 1e-5, activation: .none)
        let xs = x.values().map(Double.init)
        var expected = [Double](repeating: 0, count: xs.count)
        for n in 0..<2 {
            for group in 0..<3 {
                let places = (0..<6).flatMap { pixel in (0..<2).map { (n * 6 + pixel) * 6 + group * 2 + $0 } }
                let mean = places.map { xs[$0] }.reduce(0, +) / 12
                let square = places.map { xs[$0] * xs[$0] }.reduce(0, +) / 12
                for place in places {
                    let normal = (xs[place] - mean) / (square - mean * mean + 1e-5).squareRoot()
                    expected[place] = normal * Double(scale.floats()[place % 6]) + Double(shift.floats()[place % 6])
                }
            }
        }
        #expect(distance(result, expected) < 1e-5)
    }

    @Test func layerNorm() {
        let weight = ReferenceTensor.pack(.norm, HostArray([1, 2], shape: [2]), bias: HostArray([0, 5], shape: [2]))
        let result = ReferenceTensor([1, 3, -4, 4], shape: [1, 2, 2]).layerNorm(weight, epsilon: 1)
        let a = 1 / 2.0.squareRoot(), b = 4 / 17.0.squareRoot()
        #expect(distance(result, [-a, 2 * a + 5, -b, 2 * b + 5]) < 1e-6)
    }

    @Test func elementwise() {
        let a = ReferenceTensor([1, 2, 3, 4], shape: [2, 1, 2]), b = ReferenceTensor([10, 20], shape: [1, 1, 2])
        #expect((a + b).values() == [11, 22, 13, 24])
        #expect((b + a).values() == [11, 22, 13, 24])
        #expect((b + a).shape == [2, 1, 2])
        #expect(a.scaled(by: 3).values() == [3, 6, 9, 12])
        #expect(a.batch(1..<2).values() == [3, 4])
        #expect(a.reshaped([1, 2, 2]).shape == [1, 2, 2])
    }

    @Test func batchesRepeatCyclically() {
        let two = ReferenceTensor([1, 2], shape: [2, 1, 1]),
            four = ReferenceTensor([10, 20, 30, 40], shape: [4, 1, 1])
        #expect((two + four).values() == [11, 22, 31, 42])
        #expect(two.concatenated(four).values() == [1, 10, 2, 20, 1, 30, 2, 40])
        #expect(four.concatenated(two).values() == [10, 1, 20, 2, 30, 1, 40, 2])
    }

    @Test func aVectorIsAddedAtEveryPixelOfItsEntry() {
        let image = ReferenceTensor([0, 0, 1, 1, 2, 2, 3, 3], shape: [2, 1, 2, 2])
        let vector = ReferenceTensor([10, 20, 30, 40], shape: [2, 2])
        #expect((image + vector).values() == [10, 20, 11, 21, 32, 42, 33, 43])
    }

    @Test func concatenationPutsChannelsSideBySide() {
        let a = ReferenceTensor([1, 2, 3, 4], shape: [1, 1, 2, 2]), b = ReferenceTensor([9, 8], shape: [1, 1, 2, 1])
        #expect(a.concatenated(b).values() == [1, 2, 9, 3, 4, 8])
    }

    @Test func resizingToAnySize() {
        let image = ReferenceTensor([0, 1, 2, 3], shape: [1, 2, 2, 1])
        #expect(image.resized(height: 3, width: 5).values() == [0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 2, 2, 2, 3, 3])
    }
}
