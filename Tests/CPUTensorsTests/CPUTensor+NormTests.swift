import CPUTensors
import Tensors
import Testing

@Suite struct CPUTensorNormTests {
    struct GroupNorm: TensorProblem, CustomStringConvertible {
        let shape: Shape, groups: Int
        var activation = Activation.none
        /// Where the numbers lie: they spread by 1.
        var center: Float = 0
        var description: String { "\(groups) groups of \(shape) around \(center)" }

        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            let weight = draw.weight(.norm, [shape.channels])
            return draw.tensor(shape, around: center).groupNorm(
                weight, groups: groups, epsilon: 1e-5, activation: activation)
        }
    }

    @Test(arguments: testedSets)
    func groupNorm(_ set: InstructionSet) throws {
        let shapes: [(Shape, Int)] = [
            ([1, 1, 1, 8], 2), ([2, 3, 5, 32], 32), ([2, 7, 9, 40], 8), ([3, 15, 66], 3), ([1, 64, 48, 35], 5),
            ([2, 9, 11, 640], 32), ([1, 2, 3, 2560], 32),
        ]
        for (shape, groups) in shapes {
            try check(GroupNorm(shape: shape, groups: groups), on: set)
            for activation: Activation in [.silu, .gelu, .quickGELU] {
                try check(GroupNorm(shape: shape, groups: groups, activation: activation), on: set)
            }
        }
    }

    /// The variance of numbers a hundred times farther from zero than from each other.
    @Test(arguments: testedSets)
    func statisticsKeepTheirDigits(_ set: InstructionSet) throws {
        let distant = GroupNorm(shape: [1, 100, 90, 32], groups: 8, center: 100)
        let expected = distant(Draw<ReferenceTensor>()).values()
        let device = try CPUDevice(CPUSettings(threads: 3, instructionSet: set))
        let found = CPUDevice.$current.withValue(device) { distant(Draw<CPUTensor<Float>>()).values() }
        let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(worst < 2e-4)
    }

    struct LayerNorm: TensorProblem {
        let shape: Shape
        var center: Float = 0
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            let weight = draw.weight(.norm, [shape.channels])
            return draw.tensor(shape, around: center).layerNorm(weight, epsilon: 1e-5)
        }
    }

    @Test(arguments: testedSets)
    func layerNorm(_ set: InstructionSet) throws {
        let shapes: [Shape] = [[1, 1, 5], [2, 77, 768], [3, 19, 33], [2, 300, 320], [2, 40]]
        for shape in shapes { try check(LayerNorm(shape: shape), on: set) }
        try check(LayerNorm(shape: [1, 9, 320], center: 8), on: set)
    }
}
