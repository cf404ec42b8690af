import Synchronization

/// What running a model on ``CountingTensor``s came to.
public final class Ledger: Sendable {
    public struct Totals: Sendable, Hashable {
        /// Multiply-accumulates of products, convolutions and attention; what is added per element isn't counted.
        public var multiplyAccumulates = 0
        /// Numbers in the weights and biases that were packed, and the bytes they have in their file.
        public var parameters = 0, weightBytes = 0
        /// Bytes of the activations alive now, and the most at any time.
        public var liveBytes = 0, peakBytes = 0
    }

    /// Where counting tensors write; set for the extent of ``count(activationBytes:_:)``.
    @TaskLocal static var current: Ledger?

    private let state = Mutex(Totals())
    let activationBytes: Int

    /// `activationBytes`: the size of one number in an activation (bf16: 2).
    public init(activationBytes: Int = 2) { self.activationBytes = activationBytes }

    public var totals: Totals { state.withLock { $0 } }

    /// Runs `body` with this ledger as the one that counting tensors write to.
    public func count<Result>(_ body: () throws -> Result) rethrows -> Result {
        try Ledger.$current.withValue(self, operation: body)
    }

    func add(multiplyAccumulates count: Int) { state.withLock { $0.multiplyAccumulates += count } }

    func add(weight: HostArray) {
        state.withLock {
            $0.parameters += weight.count
            $0.weightBytes += weight.count * weight.dataType.byteCount
        }
    }

    func allocate(_ bytes: Int) {
        state.withLock {
            $0.liveBytes += bytes
            $0.peakBytes = max($0.peakBytes, $0.liveBytes)
        }
    }

    func free(_ bytes: Int) { state.withLock { $0.liveBytes -= bytes } }
}
