/// Plain loops in fp32: the truth that every other device is compared with. Slow; meant for tests and tiny models.
public struct ReferenceTensor: Tensor {
    public let shape: Shape
    let storage: [Float]

    public init(_ values: [Float], shape: Shape) {
        precondition(values.count == shape.count, "\(values.count) values for \(shape)")
        self.shape = shape
        storage = values
    }

    /// A new tensor whose values `body` writes; they are zero before.
    init(shape: Shape, _ body: (UnsafeMutableBufferPointer<Float>) -> Void) {
        self.shape = shape
        storage = [Float](unsafeUninitializedCapacity: shape.count) { buffer, count in
            buffer.initialize(repeating: 0)
            body(buffer)
            count = shape.count
        }
    }

    public func values() -> [Float] { storage }

    /// A weight as the loops below want it.
    public struct Weight: Sendable {
        /// torch's extents.
        let shape: [Int]
        /// Matrices and convolutions as `[kh, kw, cin, cout]`, so that the innermost loop runs over cout; others as they came.
        let values: [Float]
        let bias: [Float]?
    }

    public static func pack(_ use: WeightUse, _ weight: HostArray, bias: HostArray?) -> Weight {
        let values = weight.floats()
        let packed =
            switch use {
            case .linear, .gatedLinear, .convolution, .upsampledConvolution:
                outputsInnermost(values, shape: weight.shape)
            case .norm, .embedding: values
            }
        return Weight(shape: weight.shape, values: packed, bias: bias?.floats())
    }

    /// `[cout, cin, kh, kw]` → `[kh, kw, cin, cout]`; a matrix has one tap.
    private static func outputsInnermost(_ values: [Float], shape: [Int]) -> [Float] {
        let cout = shape[0], cin = shape[1], taps = shape.dropFirst(2).reduce(1, *)
        var result = [Float](repeating: 0, count: values.count)
        for o in 0..<cout {
            for i in 0..<cin {
                for tap in 0..<taps { result[(tap * cin + i) * cout + o] = values[(o * cin + i) * taps + tap] }
            }
        }
        return result
    }

    public static func embedding(_ ids: [[Int]], table: Weight, positions: Weight) -> ReferenceTensor {
        let channels = table.shape[1], length = ids[0].count
        precondition(length <= positions.shape[0] && ids.allSatisfy { $0.count == length })
        return ReferenceTensor(shape: [ids.count, length, channels]) { out in
            for (row, id) in ids.joined().enumerated() {
                for c in 0..<channels {
                    out[row * channels + c] =
                        table.values[id * channels + c] + positions.values[row % length * channels + c]
                }
            }
        }
    }
}
