internal import CKernels
internal import Synchronization
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
    /// For the upsampled convolution: the weights of the four kinds of pixels.
    let kinds: [CPUWeight]
    private let plain: Plain?
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
        let isUpsampled = use == .upsampledConvolution
        kinds = isUpsampled ? Self.kinds(weight, bias: bias, type: type, device: device) : []
        plain = isUpsampled ? Plain { CPUWeight(.convolution, weight, bias: bias, type: type, device: device) } : nil
        switch use {
        case .linear, .gatedLinear, .convolution:
            (product, memory) = Self.packedProduct(
                weight, bias: bias, gated: use == .gatedLinear, type: type, device: device)
        case .upsampledConvolution:
            product = w2i_weight()
            memory = []
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

    /// For the upsampled convolution: the same as a convolution.
    var convolution: CPUWeight { plain!.weight }

    /// An upsampled convolution's weight for sizes that aren't the double, which few pictures have: packed at its first use.
    private final class Plain: Sendable {
        private let packed = Mutex<CPUWeight?>(nil)
        private let pack: @Sendable () -> CPUWeight
        init(_ pack: @escaping @Sendable () -> CPUWeight) { self.pack = pack }

        var weight: CPUWeight {
            packed.withLock { packed in
                let weight = packed ?? pack()
                packed = weight
                return weight
            }
        }
    }

    private static func kinds(
        _ weight: HostArray, bias: HostArray?, type: DataType, device: CPUDevice
    ) -> [CPUWeight] {
        let outputs = weight.shape[0], inputs = weight.shape[1]
        precondition(weight.shape == [outputs, inputs, 3, 3], "an upsampled convolution's weight \(weight.shape)")
        return [(false, false), (false, true), (true, false), (true, true)].map { lower, right in
            let taps = [Float](unsafeUninitializedCapacity: outputs * inputs * 4) { taps, count in
                w2i_upsampling_taps(
                    weight.bytes.baseAddress, weight.dataType.kernelType, outputs, inputs, lower, right,
                    taps.baseAddress)
                count = outputs * inputs * 4
            }
            let kind = HostArray(taps, shape: [outputs, inputs, 2, 2])
            return CPUWeight(.convolution, kind, bias: bias, type: type, device: device)
        }
    }

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
