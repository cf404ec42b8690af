internal import CKernels
internal import Tensors

/// How fast attention, norms and the other operations between the products are at Stable Diffusion 1.5's shapes, held
/// against what bounds them on this machine at the same minute: the multipliers, or the memory.
public struct OperationBenchmark<Element: CPUElement>: Sendable {
    /// An operation of the networks, with guidance (batch 2) in the UNet.
    public struct Operation: Sendable {
        public let name: String
        /// What its time is held against.
        public let bound: Bound
        /// Floating-point operations, or bytes that are read or written once.
        let amount: Double
        /// Prepares the operands and returns what is measured.
        let prepare: @Sendable () -> () -> Void
    }

    public enum Bound: String, Sendable {
        /// Rates are FLOP/s; the limit is that of the dot product alone.
        case arithmetic
        /// Rates are bytes/s; the limit is that of copying as many bytes.
        case memory
    }

    public struct Result: Sendable {
        public let operation: Operation
        /// The fastest of the runs.
        public let seconds: Double
        public let rate: Double
        /// Measured before and after: the better of the two.
        public let limit: Double
        public var share: Double { rate / limit }
    }

    private typealias T = CPUTensor<Element>
    private let device: CPUDevice

    public init(_ device: CPUDevice) { self.device = device }

    /// The operations at a picture of `side` x `side` pixels: 512, 768.
    public static func operations(side: Int) -> [Operation] {
        let latent = side / 8
        let levels = [(latent, 320), (latent / 2, 640), (latent / 4, 1280)]
        return levels.map { attention(tokens: $0 * $0, keys: $0 * $0, channels: $1, heads: 8) }
            + levels.map { attention(tokens: $0 * $0, keys: 77, channels: $1, heads: 8) }
            + [attention(tokens: latent * latent, keys: latent * latent, channels: 512, heads: 1, batch: 1)]
            + levels.map { groupNorm([2, $0, $0, $1]) } + [groupNorm([1, side, side, 128])]
            + levels.flatMap { width, channels in
                [
                    layerNorm([2, width * width, channels]), sum([2, width, width, channels]),
                    concatenation([2, width, width, channels]), upsampling([2, width / 2, width / 2, channels]),
                ]
            }
    }

    /// Runs one operation again and again for about `seconds`, at least three times.
    public func measure(_ operation: Operation, seconds: Double = 0.3) -> Result {
        CPUDevice.$current.withValue(device) {
            let body = operation.prepare()
            let before = limit(of: operation, seconds: seconds / 5)
            let fastest = fastest(seconds: seconds, body)
            let limit = max(before, limit(of: operation, seconds: seconds / 5))
            return Result(operation: operation, seconds: fastest, rate: operation.amount / fastest, limit: limit)
        }
    }

    private func limit(of operation: Operation, seconds: Double) -> Double {
        switch operation.bound {
        case .arithmetic:
            return device.run { w2i_limit_flops($0.pointee.pool, $0.pointee.isa, T.type, seconds) }
        case .memory:
            // Half is read, half is written.
            let source = CPUTensor<Float>.numbers([1, max(1, Int(operation.amount / 8))])
            return operation.amount / fastest(seconds: seconds) { _ = source.copied() }
        }
    }

    private func fastest(seconds: Double, _ body: () -> Void) -> Double {
        let clock = ContinuousClock(), start = clock.now
        var fastest = Duration.seconds(3600), runs = 0
        while runs < 3 || start.duration(to: clock.now) < .seconds(seconds) {
            fastest = min(fastest, clock.measure(body))
            runs += 1
        }
        return fastest / .seconds(1)
    }

    private static func attention(tokens: Int, keys: Int, channels: Int, heads: Int, batch: Int = 2) -> Operation {
        Operation(
            name: "attention [\(batch), \(tokens), \(channels)] to \(keys), \(heads) heads", bound: .arithmetic,
            amount: 4 * Double(batch * tokens) * Double(keys * channels)
        ) {
            let queries = T.numbers([batch, tokens, channels]), others = T.numbers([batch, keys, channels])
            return { _ = queries.attention(keys: others, values: others, heads: heads, causal: false) }
        }
    }

    /// An operation that reads and writes as many numbers as `read` and `written` have.
    private static func moving(
        _ name: String, read: Int, written: Int, _ prepare: @escaping @Sendable () -> () -> Void
    ) -> Operation {
        let bytes = Double((read + written) * MemoryLayout<Element>.stride)
        return Operation(name: name, bound: .memory, amount: bytes, prepare: prepare)
    }

    private static func groupNorm(_ shape: Shape) -> Operation {
        moving("group norm, SiLU \(shape)", read: shape.count, written: shape.count) {
            let x = T.numbers(shape), weight = T.unitNorm(shape.channels)
            return { _ = x.groupNorm(weight, groups: 32, epsilon: 1e-5, activation: .silu) }
        }
    }

    private static func layerNorm(_ shape: Shape) -> Operation {
        moving("layer norm \(shape)", read: shape.count, written: shape.count) {
            let x = T.numbers(shape), weight = T.unitNorm(shape.channels)
            return { _ = x.layerNorm(weight, epsilon: 1e-5) }
        }
    }

    private static func sum(_ shape: Shape) -> Operation {
        moving("sum \(shape)", read: 2 * shape.count, written: shape.count) {
            let x = T.numbers(shape), y = T.numbers(shape)
            return { _ = x + y }
        }
    }

    private static func concatenation(_ shape: Shape) -> Operation {
        moving("concatenation 2 x \(shape)", read: 2 * shape.count, written: 2 * shape.count) {
            let x = T.numbers(shape), y = T.numbers(shape)
            return { _ = x.concatenated(y) }
        }
    }

    private static func upsampling(_ shape: Shape) -> Operation {
        moving("upsampling \(shape)", read: shape.count, written: 4 * shape.count) {
            let x = T.numbers(shape)
            return { _ = x.resized(height: 2 * shape[1], width: 2 * shape[2]) }
        }
    }
}

extension CPUTensor {
    /// Numbers in -1 ..< 1: zeros take less power to multiply, and a core that takes less power may run faster.
    fileprivate static func numbers(_ shape: Shape) -> CPUTensor {
        let values = (0..<shape.count).map { index in
            Float(UInt32(truncatingIfNeeded: index) &* 2_654_435_761 >> 8) / 0x1p23 - 1
        }
        return CPUTensor(values, shape: shape)
    }

    fileprivate static func unitNorm(_ channels: Int) -> CPUWeight {
        pack(.norm, HostArray([Float](repeating: 1, count: channels), shape: [channels]), bias: nil)
    }

    fileprivate func copied() -> CPUTensor {
        CPUTensor(shape: shape, device: device) {
            w2i_convert($0, Self.type, storage.address, Self.type, shape.count, $1)
        }
    }
}
