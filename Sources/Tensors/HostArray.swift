/// How numbers are stored in a file. The raw values are safetensors' names.
public enum DataType: String, Sendable, Hashable, CaseIterable {
    case float32 = "F32"
    case float16 = "F16"
    case bfloat16 = "BF16"

    public var byteCount: Int { self == .float32 ? 4 : 2 }
}

/// Numbers in the host's memory, in torch's layout: a weight before it is packed. Usually a window of a mapped file.
///
/// `@unchecked Sendable`: the bytes are never written after `init` and `owner` keeps them alive.
public struct HostArray: @unchecked Sendable {
    public let shape: [Int]
    public let dataType: DataType
    /// `shape`'s elements in row-major order, little-endian; empty for a declared array.
    public let bytes: UnsafeRawBufferPointer
    private let owner: AnyObject?

    /// A window of memory that `owner` keeps alive. Traps unless `bytes` holds exactly the shape's elements.
    public init(bytes: UnsafeRawBufferPointer, dataType: DataType, shape: [Int], owner: AnyObject) {
        precondition(bytes.count == shape.reduce(1, *) * dataType.byteCount)
        self.shape = shape
        self.dataType = dataType
        self.bytes = bytes
        self.owner = owner
    }

    /// A copy of `values`.
    public init(_ values: [Float], shape: [Int]) {
        precondition(values.count == shape.reduce(1, *))
        let owner = Allocation(values)
        self.init(bytes: UnsafeRawBufferPointer(owner.buffer), dataType: .float32, shape: shape, owner: owner)
    }

    /// A shape without numbers, for counting what a model costs (``CountingTensor``). Its values can't be read.
    public init(declared shape: [Int], dataType: DataType) {
        self.shape = shape
        self.dataType = dataType
        bytes = UnsafeRawBufferPointer(start: nil, count: 0)
        owner = nil
    }

    public var count: Int { shape.reduce(1, *) }

    /// The values in fp32.
    public func floats() -> [Float] {
        precondition(bytes.count == count * dataType.byteCount, "a declared array has no values")
        return switch dataType {
        case .float32: (0..<count).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
        case .float16: (0..<count).map { Float(bytes.loadUnaligned(fromByteOffset: 2 * $0, as: Float16.self)) }
        case .bfloat16:
            (0..<count).map {
                Float(bitPattern: UInt32(bytes.loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self)) << 16)
            }
        }
    }

    /// The same numbers under another shape of as many elements: a 1 x 1 convolution as a matrix, say.
    public func reshaped(_ shape: [Int]) -> HostArray {
        precondition(shape.reduce(1, *) == count)
        return HostArray(self, shape: shape)
    }

    private init(_ other: HostArray, shape: [Int]) {
        self.shape = shape
        dataType = other.dataType
        bytes = other.bytes
        owner = other.owner
    }

    private final class Allocation {
        let buffer: UnsafeMutableBufferPointer<Float>
        init(_ values: [Float]) {
            buffer = .allocate(capacity: values.count)
            _ = buffer.initialize(from: values)
        }
        deinit { buffer.deallocate() }
    }
}
