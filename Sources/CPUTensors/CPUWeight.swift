internal import CKernels
internal import Tensors

/// A weight and its bias as the kernels want them.
///
/// `@unchecked Sendable`: nothing is written after `init`.
public struct CPUWeight: @unchecked Sendable {
    /// torch's extents.
    let shape: [Int]
    let use: WeightUse
    /// For products: where the packed numbers and the bias are. Both pointers lead into `memory`.
    let product: w2i_weight
    private let memory: [Memory]

    /// Memory of the system, freed with its last user.
    private final class Memory {
        let address: UnsafeMutableRawPointer
        init(byteCount: Int) { address = SystemMemory.allocate(byteCount: byteCount) }
        deinit { SystemMemory.free(address) }
    }

    init(_ use: WeightUse, _ weight: HostArray, bias: HostArray?, type: DataType, device: CPUDevice) {
        self.use = use
        shape = weight.shape
        switch use {
        case .linear, .gatedLinear, .convolution:
            (product, memory) = Self.packedProduct(
                weight, bias: bias, gated: use == .gatedLinear, type: type, device: device)
        case .norm:
            product = w2i_weight()
            memory = [Self.converted(weight, to: .float32, device), Self.shift(weight, bias, device)]
        case .embedding:
            product = w2i_weight()
            memory = [Self.converted(weight, to: type, device)]
        }
    }

    /// For norms, `[c]`.
    var scale: UnsafePointer<Float> { UnsafePointer(memory[0].address.assumingMemoryBound(to: Float.self)) }
    /// For norms, `[c]`.
    var shift: UnsafePointer<Float> { UnsafePointer(memory[1].address.assumingMemoryBound(to: Float.self)) }
    /// For embeddings: rows of the tensors' element type.
    var rows: UnsafeRawPointer { UnsafeRawPointer(memory[0].address) }

    private static func packedProduct(
        _ weight: HostArray, bias: HostArray?, gated: Bool, type: DataType, device: CPUDevice
    ) -> (w2i_weight, [Memory]) {
        precondition(weight.shape.count == 2 || weight.shape.count == 4, "a product's weight \(weight.shape)")
        precondition(bias.map { $0.shape == [weight.shape[0]] } ?? true, "bias of \(weight.shape)")
        var product = w2i_weight()
        product.type = type.kernelType
        product.outputs = weight.shape[0]
        product.inputs = weight.shape[1]
        product.kernel_height = weight.shape.count == 4 ? weight.shape[2] : 1
        product.kernel_width = weight.shape.count == 4 ? weight.shape[3] : 1
        product.gated = gated
        let packed = Memory(byteCount: w2i_packed_bytes(&product))
        let biases = Memory(byteCount: 4 * w2i_packed_outputs(&product))
        device.run { context in
            w2i_pack(
                context.pointee.pool, &product, weight.bytes.baseAddress, weight.dataType.kernelType, packed.address)
        }
        let biasFloats = biases.address.assumingMemoryBound(to: Float.self)
        w2i_pack_bias(&product, bias?.bytes.baseAddress, (bias?.dataType ?? .float32).kernelType, biasFloats)
        product.packed = UnsafeRawPointer(packed.address)
        product.bias = UnsafePointer(biasFloats)
        return (product, [packed, biases])
    }

    private static func converted(_ array: HostArray, to type: DataType, _ device: CPUDevice) -> Memory {
        let memory = Memory(byteCount: array.count * type.byteCount)
        device.run { context in
            w2i_convert(
                context, array.dataType.kernelType, array.bytes.baseAddress, type.kernelType, array.count,
                memory.address)
        }
        return memory
    }

    private static func shift(_ weight: HostArray, _ bias: HostArray?, _ device: CPUDevice) -> Memory {
        if let bias { return converted(bias, to: .float32, device) }
        let zeros = Memory(byteCount: 4 * weight.count)
        zeros.address.initializeMemory(as: Float.self, repeating: 0, count: weight.count)
        return zeros
    }
}
