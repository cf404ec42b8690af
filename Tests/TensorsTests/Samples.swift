import Tensors

/// Reproducible numbers in [-1, 1) (Knuth's 64-bit congruential generator).
struct Samples {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

    mutating func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) / Float(1 << 23) - 1
    }

    mutating func array(_ shape: Int...) -> HostArray {
        HostArray((0..<shape.reduce(1, *)).map { _ in next() }, shape: shape)
    }

    mutating func tensor(_ shape: Shape) -> ReferenceTensor {
        ReferenceTensor((0..<shape.count).map { _ in next() }, shape: shape)
    }
}

/// The largest distance between a tensor's values and what they should be.
func distance(_ tensor: ReferenceTensor, _ expected: [Double]) -> Double {
    guard tensor.shape.count == expected.count else { return .infinity }
    return zip(tensor.values(), expected).map { abs(Double($0) - $1) }.max() ?? 0
}
