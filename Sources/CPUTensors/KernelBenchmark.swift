internal import CKernels

/// How fast the matrix product and the convolution are at Stable Diffusion 1.5's shapes, held against what this
/// machine's multipliers can do at the same minute: on a shared host the limit itself moves.
public final class KernelBenchmark {
    /// A product of the networks, with guidance (batch 2) in the UNet.
    public struct Shape: Sendable {
        public let name: String
        let batch, side, inputs, outputs, kernel, stride: Int
        let gated: Bool

        init(
            _ part: String, _ batch: Int, _ side: Int, _ inputs: Int, _ outputs: Int, kernel: Int = 1, stride: Int = 1,
            gated: Bool = false
        ) {
            let form = gated ? "gated" : kernel == 1 ? "linear" : "\(kernel)x\(kernel)\(stride > 1 ? "/\(stride)" : "")"
            name = "\(part) [\(batch), \(side), \(side), \(inputs)] -> \(outputs) \(form)"
            self.batch = batch
            self.side = side
            self.inputs = inputs
            self.outputs = outputs
            self.kernel = kernel
            self.stride = stride
            self.gated = gated
        }

        var resultSide: Int { side / stride }
        var resultRows: Int { batch * resultSide * resultSide }
        var operations: Double { 2 * Double(resultRows) * Double(inputs) * Double(outputs) * Double(kernel * kernel) }
    }

    public struct Result: Sendable {
        public let shape: Shape
        /// The fastest of the runs.
        public let seconds: Double
        /// FLOP/s, counting what the definition takes: kernels that get by with less may exceed the limit.
        public let rate: Double
        /// FLOP/s of the multipliers alone, measured before and after: the better of the two.
        public let limit: Double
        public var share: Double { rate / limit }
    }

    /// The shapes at pictures of `size` x `size` pixels: 512, 768.
    public static func shapes(size: Int) -> [Shape] {
        let (first, second, third, fourth) = (size / 8, size / 16, size / 32, size / 64)
        return [
            Shape("UNet", 2, first, 320, 320, kernel: 3), Shape("UNet", 2, first, 960, 320, kernel: 3),
            Shape("UNet", 2, second, 640, 640, kernel: 3), Shape("UNet", 2, second, 1920, 640, kernel: 3),
            Shape("UNet", 2, third, 1280, 1280, kernel: 3), Shape("UNet", 2, third, 2560, 1280, kernel: 3),
            Shape("UNet", 2, fourth, 1280, 1280, kernel: 3), Shape("UNet", 2, first, 320, 320, kernel: 3, stride: 2),
            Shape("UNet", 2, first, 4, 320, kernel: 3), Shape("UNet", 2, first, 320, 4, kernel: 3),
            Shape("UNet", 2, first, 320, 320), Shape("UNet", 2, first, 320, 2560, gated: true),
            Shape("UNet", 2, first, 1280, 320),
            Shape("UNet", 2, second, 640, 640), Shape("UNet", 2, second, 640, 5120, gated: true),
            Shape("UNet", 2, second, 2560, 640),
            Shape("UNet", 2, third, 1280, 1280), Shape("UNet", 2, third, 1280, 10240, gated: true),
            Shape("UNet", 2, third, 5120, 1280),
            Shape("VAE", 1, first, 512, 512, kernel: 3), Shape("VAE", 1, size / 4, 512, 512, kernel: 3),
            Shape("VAE", 1, size / 2, 256, 256, kernel: 3), Shape("VAE", 1, size, 128, 128, kernel: 3),
            Shape("VAE", 1, size, 128, 3, kernel: 3), Shape("hint", 1, size, 3, 16, kernel: 3),
        ]
    }

    private let settings: CPUSettings
    private let type: w2i_type
    private let pool: OpaquePointer
    private let scratch: UnsafeMutableRawPointer

    /// Threads of its own, beside the device's.
    public init(_ settings: CPUSettings, bf16: Bool) throws(CPUDeviceError) {
        guard settings.instructionSet <= .best else {
            throw .missingInstructionSet(settings.instructionSet, best: .best)
        }
        guard CPUSettings.threadRange.contains(settings.threads) else { throw .threads("\(settings.threads)") }
        guard let pool = w2i_pool_create(Int32(settings.threads)) else { throw .cannotStart(threads: settings.threads) }
        self.settings = settings
        self.pool = pool
        type = bf16 ? W2I_BFLOAT16 : W2I_FLOAT32
        scratch = .allocate(byteCount: w2i_scratch_bytes(Int32(settings.threads)), alignment: 64)
    }

    deinit {
        w2i_pool_destroy(pool)
        scratch.deallocate()
    }

    /// FLOP/s of the multipliers alone, the best of several stretches in about `seconds`.
    public func limit(seconds: Double = 0.3) -> Double {
        w2i_limit_flops(pool, settings.instructionSet.kernelISA, type, seconds)
    }

    /// Runs one shape again and again for about `seconds`, at least three times.
    public func measure(_ shape: Shape, seconds: Double = 0.3) -> Result {
        var weight = w2i_weight()
        weight.type = type
        weight.outputs = shape.outputs
        weight.inputs = shape.inputs
        weight.kernel_height = shape.kernel
        weight.kernel_width = shape.kernel
        weight.gated = shape.gated
        let elementBytes = type == W2I_FLOAT32 ? 4 : 2
        let packed = Self.numbers(w2i_packed_bytes(&weight))
        let bias = Self.numbers(4 * w2i_packed_outputs(&weight))
        let x = Self.numbers(shape.batch * shape.side * shape.side * shape.inputs * elementBytes)
        let result = Self.numbers(shape.resultRows * shape.outputs * elementBytes)
        defer { for memory in [packed, bias, x, result] { memory.deallocate() } }
        weight.packed = UnsafeRawPointer(packed)
        weight.bias = UnsafePointer(bias.assumingMemoryBound(to: Float.self))

        var context = w2i_context(pool: pool, isa: settings.instructionSet.kernelISA, scratch: scratch)
        var epilogue = w2i_epilogue()
        var images = w2i_images(
            batch: shape.batch, height: shape.side, width: shape.side, stride: shape.stride, top: shape.kernel / 2,
            left: shape.kernel / 2, result_height: shape.resultSide, result_width: shape.resultSide)
        let limitBefore = limit(seconds: seconds / 5)
        let clock = ContinuousClock(), start = clock.now
        var fastest = Duration.seconds(3600), runs = 0
        while runs < 3 || start.duration(to: clock.now) < .seconds(seconds) {
            let duration = clock.measure { w2i_convolution(&context, &weight, x, &images, &epilogue, result) }
            fastest = min(fastest, duration)
            runs += 1
        }
        let limit = max(limitBefore, limit(seconds: seconds / 5))
        let time = fastest / .seconds(1)
        return Result(shape: shape, seconds: time, rate: shape.operations / time, limit: limit)
    }

    /// Memory full of numbers near 0.01 of either sign, whichever type they are read as: multiplying zeros takes less
    /// power, and a core that takes less power may run faster.
    private static func numbers(_ byteCount: Int) -> UnsafeMutableRawPointer {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
        for index in 0..<byteCount / 2 {
            let mixed = UInt32(truncatingIfNeeded: index) &* 2_654_435_761
            let number = UInt16(mixed >> 24 | mixed >> 8 & 0x8000 | 0x3c00)
            memory.storeBytes(of: number, toByteOffset: 2 * index, as: UInt16.self)
        }
        return memory
    }
}
