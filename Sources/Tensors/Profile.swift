import Synchronization

/// Where the time of a model that ran on ``ProfiledTensor``s went.
public final class Profile: Sendable {
    /// Kinds of operations, as ``Tensor`` has them.
    public enum Operation: String, Sendable, Hashable, CaseIterable, Codable {
        /// By the kernel's size.
        case convolution3 = "3 x 3 convolution"
        case convolution1 = "other convolution"
        case upsampledConvolution = "upsampling and 3 x 3 convolution"
        case linear
        case gatedLinear = "gated linear (GEGLU)"
        /// Tokens to as many tokens, and to another number of them.
        case selfAttention = "self-attention"
        case crossAttention = "cross-attention"
        case groupNorm = "group norm"
        case layerNorm = "layer norm"
        case activation
        case sum
        case scaling
        case concatenation
        case resizing
        /// Values from the host and to it, and parts of a batch.
        case copying
    }

    public struct Entry: Sendable, Hashable {
        public internal(set) var calls = 0
        public internal(set) var seconds = 0.0
        /// Of products, convolutions and attention.
        public internal(set) var multiplyAccumulates = 0
        /// In the operands, the weights and the results, each once: the least that has to be moved.
        public internal(set) var numbers = 0
    }

    /// Where profiled tensors write; set for the extent of ``record(_:)``.
    @TaskLocal static var current: Profile?

    private let state = Mutex<[Operation: Entry]>([:])

    public init() {}

    public var entries: [Operation: Entry] { state.withLock(\.self) }

    /// Runs `body` with this profile as the one that profiled tensors write to.
    public func record<Result>(_ body: () throws -> Result) rethrows -> Result {
        try Profile.$current.withValue(self, operation: body)
    }

    func add(_ operation: Operation, seconds: Double, multiplyAccumulates: Int, numbers: Int) {
        state.withLock {
            var entry = $0[operation] ?? Entry()
            entry.calls += 1
            entry.seconds += seconds
            entry.multiplyAccumulates += multiplyAccumulates
            entry.numbers += numbers
            $0[operation] = entry
        }
    }
}
