import Foundation
import Tensors
import Testing

/// Products against their definitions in double precision, from torch's layouts.
@Suite struct ReferenceTensorProductTests {
    @Test func linear() {
        var samples = Samples(seed: 1)
        let x = samples.tensor([2, 3, 5]), w = samples.array(4, 5), b = samples.array(4)
        let result = x.linear(ReferenceTensor.pack(.linear, w, bias: b))
        let xs = x.values().map(Double.init), ws = w.floats().map(Double.init), bs = b.floats().map(Double.init)
        let expected = (0..<2 * 3 * 4).map { (index: Int) -> Double in
            let row = index / 4 * 5, output = index % 4
            return (0..<5).reduce(bs[output]) { sum, i in sum + xs[row + i] * ws[output * 5 + i] }
        }
        #expect(result.shape == [2, 3, 4])
        #expect(distance(result, expected) < 1e-6)
    }

    @Test func activationComesBeforeTheSum() {
        let x = ReferenceTensor([-1, 2], shape: [1, 2])
        let identity = ReferenceTensor.pack(.linear, HostArray([1, 0, 0, 1], shape: [2, 2]), bias: nil)
        let result = x.linear(identity, activation: .silu, plus: ReferenceTensor([10, 20], shape: [1, 2]))
        #expect(distance(result, [10 - 1 / (1 + exp(1)), 20 + 2 / (1 + exp(-2))]) < 1e-6)
    }

    @Test func gatedLinearSplitsIntoValueAndGate() {
        // Rows of the weight: two values, then their two gates.
        let w = HostArray([1, 0, 0, 1, 2, 0, 0, -1], shape: [4, 2])
        let result = ReferenceTensor([3, 0.5], shape: [1, 2])
            .gatedLinear(ReferenceTensor.pack(.gatedLinear, w, bias: HostArray([0, 0, 0, 1], shape: [4])))
        let gelu = { (x: Double) in x * 0.5 * erfc(-x / 2.0.squareRoot()) }
        #expect(result.shape == [1, 2])
        #expect(distance(result, [3 * gelu(6), 0.5 * gelu(0.5)]) < 1e-5)
    }

    @Test(arguments: [
        (3, 1, Padding.same, 5, 4), (3, 2, .same, 5, 4), (3, 2, .bottomRight, 5, 4), (3, 2, .bottomRight, 6, 8),
        (1, 1, .same, 3, 3), (3, 2, .same, 1, 1),
    ])
    func convolution(kernel: Int, stride: Int, padding: Padding, height: Int, width: Int) {
        var samples = Samples(seed: 7)
        let cin = 3, cout = 2
        let x = samples.tensor([2, height, width, cin])
        let w = samples.array(cout, cin, kernel, kernel), b = samples.array(cout)
        let result = x.convolution(
            ReferenceTensor.pack(.convolution, w, bias: b), stride: stride, padding: padding, activation: .none,
            plus: nil)

        let before = padding == .same ? kernel / 2 : 0, after = padding == .same ? kernel / 2 : 1
        let outHeight = (height + before + after - kernel) / stride + 1
        let outWidth = (width + before + after - kernel) / stride + 1
        let xs = x.values().map(Double.init), ws = w.floats().map(Double.init), bs = b.floats().map(Double.init)
        var expected: [Double] = []
        for n in 0..<2 {
            for oy in 0..<outHeight {
                for ox in 0..<outWidth {
                    for o in 0..<cout {
                        var sum = bs[o]
                        for i in 0..<cin {
                            for ky in 0..<kernel {
                                for kx in 0..<kernel {
                                    let y = oy * stride + ky - before, x = ox * stride + kx - before
                                    guard y >= 0, y < height, x >= 0, x < width else { continue }
                                    let pixel = xs[((n * height + y) * width + x) * cin + i]
                                    sum += pixel * ws[((o * cin + i) * kernel + ky) * kernel + kx]
                                }
                            }
                        }
                        expected.append(sum)
                    }
                }
            }
        }
        #expect(result.shape == [2, outHeight, outWidth, cout])
        #expect(distance(result, expected) < 1e-5)
    }

    @Test func convolutionAddsAVectorAtEveryPixelAndRepeatsTheSmallerBatch() {
        let x = ReferenceTensor([1, 2, 3, 4], shape: [1, 2, 2, 1])
        let double = ReferenceTensor.pack(.convolution, HostArray([2], shape: [1, 1, 1, 1]), bias: nil)
        let result = x.convolution(
            double, stride: 1, padding: .same, activation: .none, plus: ReferenceTensor([10, 20], shape: [2, 1]))
        #expect(result.shape == [2, 2, 2, 1])
        #expect(result.values() == [12, 14, 16, 18, 22, 24, 26, 28])
    }
}
