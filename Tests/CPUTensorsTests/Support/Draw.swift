import CPUTensors
import Tensors
import TestSupport

/// Random operands, the same on every device: uniform in -1 ..< 1 and exact in bf16.
final class Draw<T: Tensor> {
    private var generator = SplitMix64(seed: 7)

    func numbers(_ count: Int, around center: Float = 0) -> [Float] {
        (0..<count).map { _ in Float(BFloat16(center + Float.random(in: -1..<1, using: &generator))) }
    }

    func tensor(_ shape: Shape, around center: Float = 0) -> T { T(numbers(shape.count, around: center), shape: shape) }

    func weight(_ use: WeightUse, _ shape: [Int], bias: Bool = true) -> T.Weight {
        let values = numbers(shape.reduce(1, *))
        let shift = bias ? HostArray(numbers(shape[0]), shape: [shape[0]]) : nil
        return T.pack(use, HostArray(values, shape: shape), bias: shift)
    }

    /// Whole numbers in 0 ..< `end`.
    func ids(_ count: Int, below end: Int) -> [Int] {
        (0..<count).map { _ in Int.random(in: 0..<end, using: &generator) }
    }
}
