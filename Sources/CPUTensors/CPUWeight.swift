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
    /// For products: where the packed numbers and the bias are, in `memory`. One, but for the upsampled convolution, which has
    /// one for each of the four kinds of pixels.
    let products: [w2i_weight]
    private let memory: [WeightMemory]
    private let plain: Plain?

    init(_ use: WeightUse, _ weight: HostArray, bias: HostArray?, type: DataType, device: CPUDevice) {
        self.use = use
        shape = weight.shape
        plain =
            use == .upsampledConvolution
            ? Plain { CPUWeight(.convolution, weight, bias: bias, type: type, device: device) } : nil
        let packing = WeightPacking(weight, bias: bias, type: type, device: device)
        switch use {
        case .linear, .convolution: (products, memory) = packing.product(gated: false)
        case .gatedLinear: (products, memory) = packing.product(gated: true)
        case .upsampledConvolution: (products, memory) = packing.upsampledConvolution()
        case .norm: (products, memory) = ([], packing.norm())
        case .embedding: (products, memory) = ([], packing.embedding())
        }
    }

    /// For norms, `[c]`.
    var scale: UnsafePointer<Float> { UnsafePointer(memory[0].address.assumingMemoryBound(to: Float.self)) }
    /// For norms, `[c]`.
    var shift: UnsafePointer<Float> { UnsafePointer(memory[1].address.assumingMemoryBound(to: Float.self)) }
    /// For embeddings: rows of the tensors' element type.
    var rows: UnsafeRawPointer { UnsafeRawPointer(memory[0].address) }

    /// An upsampled convolution's weight as a convolution's.
    var convolution: CPUWeight { plain!.weight }

    /// For sizes that aren't the double, which few pictures have: packed at its first use.
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
}
