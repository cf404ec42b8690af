internal import CKernels
internal import Tensors

/// Lays a weight out for the kernels.
struct WeightPacking {
    typealias Packed = (products: [w2i_weight], memory: [WeightMemory])

    let weight: HostArray
    let bias: HostArray?
    let type: DataType
    let device: CPUDevice

    init(_ weight: HostArray, bias: HostArray?, type: DataType, device: CPUDevice) {
        precondition(bias.map { $0.shape == [weight.shape[0]] } ?? true, "bias of \(weight.shape)")
        self.weight = weight
        self.bias = bias
        self.type = type
        self.device = device
    }

    func product(gated: Bool) -> Packed {
        precondition(weight.shape.count == 2 || weight.shape.count == 4, "a product's weight \(weight.shape)")
        let label = "\(type) \(weight.shape)\(gated ? " gated" : "")"
        let numbers = packed(shaped(weight.shape, gated: gated), label: label) { pack in
            pack(weight.bytes.baseAddress, weight.dataType.kernelType)
        }
        let bias = biases(gated: gated)
        return ([product(weight.shape, gated: gated, numbers, bias)], [numbers, bias])
    }

    /// The four kinds of pixels: upper left, upper right, lower left, lower right.
    func upsampledConvolution() -> Packed {
        let outputs = weight.shape[0], inputs = weight.shape[1], shape = [outputs, inputs, 2, 2]
        precondition(weight.shape == [outputs, inputs, 3, 3], "an upsampled convolution's weight \(weight.shape)")
        let kinds = [(false, false), (false, true), (true, false), (true, true)].map { lower, right in
            packed(shaped(shape, gated: false), label: "\(type) \(shape) lower \(lower) right \(right)") { pack in
                let taps = [Float](unsafeUninitializedCapacity: outputs * inputs * 4) { taps, count in
                    w2i_upsampling_taps(
                        weight.bytes.baseAddress, weight.dataType.kernelType, outputs, inputs, lower, right,
                        taps.baseAddress)
                    count = outputs * inputs * 4
                }
                taps.withUnsafeBytes { pack($0.baseAddress, W2I_FLOAT32) }
            }
        }
        let bias = biases(gated: false)
        return (kinds.map { product(shape, gated: false, $0, bias) }, kinds + [bias])
    }

    /// Scale and shift.
    func norm() -> [WeightMemory] {
        let shift = WeightMemory(byteCount: 4 * weight.count, label: "shift") { address in
            if let bias { return convert(bias, to: .float32, address) }
            address.initializeMemory(as: Float.self, repeating: 0, count: weight.count)
        }
        return [converted(to: .float32), shift]
    }

    func embedding() -> [WeightMemory] { [converted(to: type)] }

    private func converted(to type: DataType) -> WeightMemory {
        WeightMemory(byteCount: weight.count * type.byteCount, label: "\(type) \(weight.shape)") {
            convert(weight, to: type, $0)
        }
    }

    private func convert(_ array: HostArray, to type: DataType, _ address: UnsafeMutableRawPointer) {
        device.run {
            w2i_convert(
                $0, array.dataType.kernelType, array.bytes.baseAddress, type.kernelType, array.count, address)
        }
    }

    /// A product's extents.
    private func shaped(_ shape: [Int], gated: Bool) -> w2i_weight {
        var product = w2i_weight()
        product.type = type.kernelType
        product.outputs = shape[0]
        product.inputs = shape[1]
        product.kernel_height = shape.count == 4 ? shape[2] : 1
        product.kernel_width = shape.count == 4 ? shape[3] : 1
        product.gated = gated
        return product
    }

    private func product(_ shape: [Int], gated: Bool, _ numbers: WeightMemory, _ bias: WeightMemory) -> w2i_weight {
        var product = shaped(shape, gated: gated)
        product.packed = UnsafeRawPointer(numbers.address)
        product.bias = UnsafePointer(bias.address.assumingMemoryBound(to: Float.self))
        return product
    }

    /// `source` calls what it is given with the numbers to pack.
    private func packed(
        _ product: w2i_weight, label: String, from source: ((UnsafeRawPointer?, w2i_type) -> Void) -> Void
    ) -> WeightMemory {
        var product = product
        return WeightMemory(byteCount: w2i_packed_bytes(&product), label: label) { address in
            source { numbers, type in
                device.run { w2i_pack($0.pointee.pool, &product, numbers, type, address) }
            }
        }
    }

    private func biases(gated: Bool) -> WeightMemory {
        var product = shaped(weight.shape, gated: gated)
        return WeightMemory(byteCount: 4 * w2i_packed_outputs(&product), label: "bias") { address in
            w2i_pack_bias(
                &product, bias?.bytes.baseAddress, (bias?.dataType ?? .float32).kernelType,
                address.assumingMemoryBound(to: Float.self))
        }
    }
}
