import CPUTensors
import Tensors
import Testing

@Suite struct CPUTensorElementwiseTests {
    struct Activated: TensorProblem {
        let activation: Activation, shape: Shape
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T { draw.tensor(shape).scaled(by: 4).activated(activation) }
    }

    @Test(arguments: testedSets)
    func activates(_ set: InstructionSet) throws {
        for activation: Activation in [.none, .silu, .gelu, .quickGELU] {
            try check(Activated(activation: activation, shape: [3, 7, 11]), on: set)
            try check(Activated(activation: activation, shape: [1, 40_000]), on: set)
        }
    }

    /// Shapes that are equal, that repeat on either side, and vectors.
    struct Sum: TensorProblem {
        let first, second: Shape
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T { draw.tensor(first) + draw.tensor(second) }
    }

    @Test(arguments: testedSets)
    func adds(_ set: InstructionSet) throws {
        let shapes: [(Shape, Shape)] = [
            ([2, 3, 5, 7], [2, 3, 5, 7]), ([4, 9, 33], [2, 9, 33]), ([1, 9, 33], [3, 9, 33]), ([2, 13], [2, 13]),
            ([1, 13], [3, 13]), ([2, 5, 4, 17], [2, 17]), ([2, 5, 4, 17], [1, 17]), ([2, 6, 3], [6, 3]),
            ([4, 6, 3], [2, 3]),
            ([1, 700, 65], [1, 700, 65]),
        ]
        for (first, second) in shapes { try check(Sum(first: first, second: second), on: set) }
    }

    struct Scaled: TensorProblem {
        let factor: Float
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T { draw.tensor([3, 5, 41]).scaled(by: factor) }
    }

    @Test(arguments: testedSets)
    func scales(_ set: InstructionSet) throws {
        for factor: Float in [0, 0.8, -3] { try check(Scaled(factor: factor), on: set) }
    }

    struct Concatenation: TensorProblem {
        let first, second: Shape
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T { draw.tensor(first).concatenated(draw.tensor(second)) }
    }

    @Test(arguments: testedSets)
    func concatenates(_ set: InstructionSet) throws {
        let shapes: [(Shape, Shape)] = [
            ([2, 3, 4, 5], [2, 3, 4, 7]), ([4, 9, 33], [2, 9, 1]), ([1, 9, 16], [3, 9, 32]), ([2, 1], [2, 3]),
            ([1, 40, 40, 64], [1, 40, 40, 32]),
        ]
        for (first, second) in shapes { try check(Concatenation(first: first, second: second), on: set) }
    }

    struct Resizing: TensorProblem {
        let shape: Shape, height, width: Int
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            draw.tensor(shape).resized(height: height, width: width)
        }
    }

    /// Twice the size, sizes that don't divide, and smaller ones.
    @Test(arguments: testedSets)
    func resizes(_ set: InstructionSet) throws {
        for (height, width) in [(6, 10), (7, 9), (3, 5), (17, 5), (2, 4), (1, 1), (65, 97)] {
            try check(Resizing(shape: [2, 3, 5, 13], height: height, width: width), on: set)
        }
    }

    struct Embedding: TensorProblem {
        func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T {
            let table = draw.weight(.embedding, [50, 19], bias: false)
            let positions = draw.weight(.embedding, [8, 19], bias: false)
            return T.embedding([draw.ids(6, below: 50), draw.ids(6, below: 50)], table: table, positions: positions)
        }
    }

    @Test(arguments: testedSets)
    func embeds(_ set: InstructionSet) throws { try check(Embedding(), on: set) }
}
