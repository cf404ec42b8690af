internal import CKernels
public import Tensors

/// Tensors of the CPU's own kernels: bf16 or fp32 numbers with fp32 sums.
///
/// Made on ``CPUDevice/current``, or the shared device; results are on the device of the tensor whose method made them. The
/// numbers depend on the instruction set, not on the number of threads.
public struct CPUTensor<Element: CPUElement>: Tensor {
    public let shape: Shape
    let storage: TensorStorage

    public typealias Weight = CPUWeight

    /// A new tensor whose elements `body` writes, all of them.
    init(shape: Shape, device: CPUDevice, _ body: (UnsafePointer<w2i_context>, UnsafeMutableRawPointer) -> Void) {
        self.shape = shape
        storage = TensorStorage(device: device, byteCount: shape.count * MemoryLayout<Element>.stride)
        let address = storage.address
        if shape.count > 0 { device.run { body($0, address) } }
    }

    private init(shape: Shape, storage: TensorStorage) {
        self.shape = shape
        self.storage = storage
    }

    public init(_ values: [Float], shape: Shape) {
        precondition(values.count == shape.count, "\(values.count) values for \(shape)")
        self.init(shape: shape, device: CPUDevice.inUse) { context, result in
            values.withUnsafeBytes {
                w2i_convert(context, W2I_FLOAT32, $0.baseAddress, Self.type, values.count, result)
            }
        }
    }

    public func values() -> [Float] {
        [Float](unsafeUninitializedCapacity: shape.count) { buffer, count in
            count = shape.count
            if count > 0 {
                device.run { w2i_convert($0, Self.type, storage.address, W2I_FLOAT32, count, buffer.baseAddress) }
            }
        }
    }

    public static func pack(_ use: WeightUse, _ weight: HostArray, bias: HostArray?) -> CPUWeight {
        CPUWeight(use, weight, bias: bias, type: Element.dataType, device: CPUDevice.inUse)
    }

    public func reshaped(_ shape: Shape) -> CPUTensor {
        precondition(shape.count == self.shape.count, "\(self.shape) as \(shape)")
        return CPUTensor(shape: shape, storage: storage)
    }

    public func batch(_ range: Range<Int>) -> CPUTensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= shape.batch, "\(range) of \(shape)")
        let entry = shape.count / max(shape.batch, 1) * MemoryLayout<Element>.stride
        return CPUTensor(shape: shape.with(batch: range.count), device: device) { _, result in
            result.copyMemory(from: storage.address + range.lowerBound * entry, byteCount: range.count * entry)
        }
    }

    /// Whether no number is infinite or NaN.
    public var isFinite: Bool { device.run { w2i_all_finite($0, Self.type, storage.address, shape.count) } }

    var device: CPUDevice { storage.device }
    static var type: w2i_type { Element.dataType.kernelType }

    /// The batch of a result when both are repeated cyclically to the larger of two batches.
    func commonBatch(_ other: CPUTensor) -> Int {
        let batch = max(shape.batch, other.shape.batch)
        precondition(
            batch % shape.batch == 0 && batch % other.shape.batch == 0, "batches of \(shape) and \(other.shape)")
        return batch
    }

    /// Rows of channels.
    var rows: Int { shape.count / shape.channels }
}
