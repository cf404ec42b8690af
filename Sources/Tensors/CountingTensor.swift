/// A tensor without numbers: shapes are checked as everywhere, and what the operations would cost goes to the ``Ledger``
/// of the surrounding ``Ledger/count(_:)``, if any. Its values read as zeros.
public struct CountingTensor: Tensor {
    public let shape: Shape
    private let storage: Storage

    init(shape: Shape) {
        self.shape = shape
        storage = Storage(elements: shape.count)
    }

    private init(shape: Shape, storage: Storage) {
        self.shape = shape
        self.storage = storage
    }

    public init(_ values: [Float], shape: Shape) {
        precondition(values.count == shape.count)
        self.init(shape: shape)
    }

    public func values() -> [Float] { [Float](repeating: 0, count: shape.count) }

    public struct Weight: Sendable {
        let shape: [Int]
    }

    public static func pack(_ use: WeightUse, _ weight: HostArray, bias: HostArray?) -> Weight {
        Ledger.current?.add(weight: weight)
        if let bias { Ledger.current?.add(weight: bias) }
        return Weight(shape: weight.shape)
    }

    /// Activations that share memory share one of these: its life is the memory's.
    private final class Storage: Sendable {
        let ledger = Ledger.current
        let bytes: Int

        init(elements: Int) {
            bytes = elements * (ledger?.activationBytes ?? 0)
            ledger?.allocate(bytes)
        }

        deinit { ledger?.free(bytes) }
    }

    /// The same memory under another shape.
    public func reshaped(_ shape: Shape) -> CountingTensor {
        precondition(shape.count == self.shape.count, "\(self.shape) as \(shape)")
        return CountingTensor(shape: shape, storage: storage)
    }
}
