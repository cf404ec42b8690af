import CKernels

/// Memory for a kernel's operand, aligned to a cache line. Its owner must outlive every use of `address`.
final class KernelMemory {
    let bytes: UnsafeMutableRawBufferPointer

    init(byteCount: Int) {
        bytes = .allocate(byteCount: max(byteCount, 1), alignment: 64)
        // What nobody writes shows up as NaN.
        bytes.initializeMemory(as: UInt8.self, repeating: 0xff)
    }

    /// A copy of `values` in `type`.
    convenience init(_ values: [Float], type: w2i_type) {
        self.init(byteCount: values.count * (type == W2I_FLOAT32 ? 4 : 2))
        for (index, value) in values.enumerated() {
            switch type {
            case W2I_FLOAT32: bytes.storeBytes(of: value, toByteOffset: 4 * index, as: Float.self)
            case W2I_FLOAT16: bytes.storeBytes(of: Float16(value), toByteOffset: 2 * index, as: Float16.self)
            default: bytes.storeBytes(of: bf16(value), toByteOffset: 2 * index, as: UInt16.self)
            }
        }
    }

    deinit { bytes.deallocate() }

    var address: UnsafeMutableRawPointer { bytes.baseAddress! }

    func floats(type: w2i_type, count: Int) -> [Float] {
        (0..<count).map {
            type == W2I_FLOAT32
                ? bytes.load(fromByteOffset: 4 * $0, as: Float.self)
                : float(fromBF16: bytes.load(fromByteOffset: 2 * $0, as: UInt16.self))
        }
    }
}

/// A pool of threads with its scratch memory.
final class KernelRunner {
    let pool: OpaquePointer
    private let scratch: KernelMemory

    init(threads: Int = 2) {
        pool = w2i_pool_create(Int32(threads))
        scratch = KernelMemory(byteCount: w2i_scratch_bytes(Int32(threads)))
    }

    deinit { w2i_pool_destroy(pool) }

    /// `inPlace`: the result overwrites `plus`, an image.
    func run(
        _ problem: KernelProblem, _ numbers: KernelNumbers, type: w2i_type, isa: w2i_isa, source: w2i_type? = nil,
        inPlace: Bool = false
    ) -> [Float] {
        let source = source ?? type
        var weight = w2i_weight()
        weight.type = type
        weight.outputs = problem.outputs
        weight.inputs = problem.inputs
        weight.kernel_height = problem.kernel
        weight.kernel_width = problem.kernel
        weight.gated = problem.gated
        let packed = KernelMemory(byteCount: w2i_packed_bytes(&weight))
        let unpacked = KernelMemory(numbers.weight, type: source)
        w2i_pack(pool, &weight, unpacked.address, source, packed.address)
        let bias = KernelMemory(byteCount: 4 * w2i_packed_outputs(&weight))
        let biasFloats = bias.address.assumingMemoryBound(to: Float.self)
        w2i_pack_bias(&weight, numbers.bias, W2I_FLOAT32, biasFloats)
        weight.packed = UnsafeRawPointer(packed.address)
        weight.bias = UnsafePointer(biasFloats)

        let x = KernelMemory(numbers.x, type: type)
        let plus = KernelMemory(numbers.plus, type: type)
        let count = problem.resultRows * problem.resultOutputs
        let result = inPlace ? plus : KernelMemory(byteCount: count * (type == W2I_FLOAT32 ? 4 : 2))
        var epilogue = w2i_epilogue()
        epilogue.activation = problem.activation
        epilogue.plus = problem.plus == .none ? nil : UnsafeRawPointer(plus.address)
        epilogue.plus_rows = problem.plusRows
        epilogue.plus_repeat = problem.plus == .vector ? problem.resultHeight * problem.resultWidth : 1
        var context = w2i_context(pool: pool, isa: isa, scratch: scratch.address)
        if problem.batch == 1 && problem.height == 1 && problem.kernel == 1 {
            w2i_linear(&context, &weight, x.address, problem.width, &epilogue, result.address)
        } else {
            var images = w2i_images(
                batch: problem.batch, height: problem.height, width: problem.width, stride: problem.stride,
                top: problem.before, left: problem.before, result_height: problem.resultHeight,
                result_width: problem.resultWidth)
            w2i_convolution(&context, &weight, x.address, &images, &epilogue, result.address)
        }
        return withExtendedLifetime((unpacked, packed, bias, x, plus)) { result.floats(type: type, count: count) }
    }
}
