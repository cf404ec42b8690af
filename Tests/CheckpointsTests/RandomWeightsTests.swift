import Checkpoints
import Tensors
import Testing

@Suite struct RandomWeightsTests {
    private let w = Weights.random(.unet)

    private func moments(_ values: [Float]) -> (mean: Float, variance: Float) {
        let mean = values.reduce(0, +) / Float(values.count)
        return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count))
    }

    /// What goes in with variance 1 comes out with it.
    @Test func productsKeepTheScale() throws {
        for shape in [[40, 500], [30, 50, 3, 3]] {
            let array = try w.mid_block.conv1.array("weight", shape)
            let (mean, variance) = moments(array.floats()), fanIn = Float(shape.dropFirst().reduce(1, *))
            #expect(array.shape == shape && array.dataType == .bfloat16)
            #expect(abs(mean) < 0.05 / fanIn.squareRoot())
            #expect(abs(variance * fanIn - 1) < 0.05)
        }
    }

    @Test func normsScaleByAboutOne() throws {
        let (scale, _) = moments(try w.norm1.array("weight", [1000]).floats())
        let (shift, variance) = moments(try w.norm1.array("bias", [1000]).floats())
        #expect(abs(scale - 1) < 0.02 && abs(shift) < 0.02 && variance > 0)
    }

    @Test func numbersBelongToTheirKey() throws {
        let values = try w.conv_in.array("weight", [4, 4]).floats()
        #expect(try w.conv_in.array("weight", [4, 4]).floats() == values)
        #expect(try w.conv_out.array("weight", [4, 4]).floats() != values)
        #expect(try Weights.random(.vae).conv_in.array("weight", [4, 4]).floats() != values)
    }
}
