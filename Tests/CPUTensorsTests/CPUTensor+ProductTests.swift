import CPUTensors
import Tensors
import Testing

/// How tensors call the products; the kernels themselves have tests of their own.
@Suite struct CPUTensorProductTests {
    struct Linear: TensorProblem {
        let shape: Shape, outputs: Int
        var activation = Activation.none
        var plus: Shape?
        var roundingInside: Double { 1e-4 }
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            let weight = draw.weight(.linear, [outputs, shape.channels])
            return draw.tensor(shape).linear(weight, activation: activation, plus: plus.map { draw.tensor($0) })
        }
    }

    @Test(arguments: testedSets)
    func linear(_ set: InstructionSet) throws {
        try check(Linear(shape: [2, 40], outputs: 30, activation: .silu), on: set)
        try check(Linear(shape: [2, 9, 40], outputs: 33, plus: [2, 9, 33]), on: set)
        try check(Linear(shape: [4, 9, 40], outputs: 33, plus: [2, 9, 33]), on: set)
        try check(Linear(shape: [2, 9, 40], outputs: 33, activation: .gelu, plus: [2, 33]), on: set)
    }

    /// What is added afterwards is rounded twice.
    struct Widened: TensorProblem {
        let problem: Linear
        var roundingInside: Double { 0x1p-7 }
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T { problem(draw) }
    }

    @Test(arguments: testedSets)
    func resultTakesTheLargerBatch(_ set: InstructionSet) throws {
        try check(Widened(problem: Linear(shape: [1, 9, 40], outputs: 33, plus: [2, 9, 33])), on: set)
        try check(Widened(problem: Linear(shape: [1, 9, 40], outputs: 33, plus: [3, 33])), on: set)
    }

    struct Gated: TensorProblem {
        var roundingInside: Double { 1e-4 }
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            draw.tensor([2, 7, 20]).gatedLinear(draw.weight(.gatedLinear, [66, 20]))
        }
    }

    @Test(arguments: testedSets)
    func gatedLinear(_ set: InstructionSet) throws { try check(Gated(), on: set) }

    struct Convolution: TensorProblem {
        let shape: Shape, outputs: Int
        var kernel = 3, stride = 1, padding = Padding.same
        var activation = Activation.none, bias = true
        var plus: Shape?
        var roundingInside: Double { 1e-4 }
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            let weight = draw.weight(.convolution, [outputs, shape.channels, kernel, kernel], bias: bias)
            return draw.tensor(shape).convolution(
                weight, stride: stride, padding: padding, activation: activation, plus: plus.map { draw.tensor($0) })
        }
    }

    @Test(arguments: testedSets)
    func convolution(_ set: InstructionSet) throws {
        try check(Convolution(shape: [2, 5, 7, 4], outputs: 20), on: set)
        try check(Convolution(shape: [2, 5, 7, 4], outputs: 20, kernel: 1, bias: false), on: set)
        try check(Convolution(shape: [1, 6, 9, 17], outputs: 8, stride: 2, activation: .silu), on: set)
        try check(Convolution(shape: [1, 6, 9, 17], outputs: 8, stride: 2, padding: .bottomRight), on: set)
        try check(Convolution(shape: [2, 5, 7, 4], outputs: 20, plus: [2, 5, 7, 20]), on: set)
        try check(Convolution(shape: [2, 5, 7, 4], outputs: 20, plus: [1, 5, 7, 20]), on: set)
        try check(Convolution(shape: [4, 5, 7, 4], outputs: 20, activation: .silu, plus: [2, 20]), on: set)
    }

    struct UpsampledConvolution: TensorProblem {
        let shape: Shape, outputs: Int
        var size: (height: Int, width: Int)?, bias = true
        /// The sums of taps are rounded, too, and in Winograd's form added up.
        var roundingInside: Double { 0x1.4p-7 }
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            let weight = draw.weight(.upsampledConvolution, [outputs, shape.channels, 3, 3], bias: bias)
            let size = size ?? (2 * shape[1], 2 * shape[2])
            return draw.tensor(shape).upsampledConvolution(weight, height: size.height, width: size.width)
        }
    }

    @Test(arguments: testedSets)
    func upsampledConvolution(_ set: InstructionSet) throws {
        try check(UpsampledConvolution(shape: [2, 5, 7, 4], outputs: 20), on: set)
        try check(UpsampledConvolution(shape: [1, 1, 1, 17], outputs: 33, bias: false), on: set)
        try check(UpsampledConvolution(shape: [1, 12, 9, 40], outputs: 16), on: set)
        try check(UpsampledConvolution(shape: [2, 13, 8, 144], outputs: 70), on: set)
        try check(UpsampledConvolution(shape: [2, 5, 7, 4], outputs: 20, size: (9, 14)), on: set)
        try check(UpsampledConvolution(shape: [1, 5, 7, 4], outputs: 20, size: (10, 13)), on: set)
    }
}
