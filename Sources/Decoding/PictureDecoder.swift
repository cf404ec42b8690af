internal import Crypto
internal import Dispatch
public import Imaging
internal import Processes
internal import Synchronization

/// Decodes pictures in a child process, which has a sandbox, limits and nothing to lose.
///
/// Pictures take turns, in the order in which they came. One that crashes the child or keeps it busy for too long fails
/// alone: the next one gets a new child. So does every ``requestsPerChild``-th, for nothing to build up.
public final class PictureDecoder: Sendable {
    private let program: String
    private let arguments: [String]
    private let limits: DecodingLimits
    private let deadline: Duration
    private let waitLimit: Duration
    /// Exchanges block; Swift's own threads must not.
    private let queue = DispatchQueue(label: "word2img.decoding")
    private let state = Mutex(State())
    private let verdicts = Mutex(VerdictCache(limit: 256))

    private struct State {
        var child: DecoderChild?
        /// That the child may still serve.
        var requestsLeft = 0
        var starts = 0
    }

    static let requestsPerChild = 256

    /// - Parameters:
    ///   - program: of the child: a word2img.
    ///   - deadline: for one picture.
    ///   - waitLimit: a picture that had to wait for the others for longer is not tried: whoever sent it has gone.
    public init(
        program: String, limits: DecodingLimits = DecodingLimits(), deadline: Duration = .seconds(5),
        waitLimit: Duration = .seconds(10)
    ) {
        self.program = program
        arguments = [
            "decode", "--bytes", "\(limits.bytes)", "--pixels", "\(limits.pixels)", "--seconds",
            "\(max(deadline.components.seconds, 1))",
        ]
        self.limits = limits
        self.deadline = deadline
        self.waitLimit = waitLimit
    }

    /// Decodes all of a picture and tells what it was. Throws ``PictureDecoderError``.
    ///
    /// What was found of the last 256 files is remembered: clients send the same stencil again and again.
    public func inspect(_ file: [UInt8]) async throws -> PictureSummary {
        try check(file)
        let digest = SHA256.hash(data: file)
        if let verdict = verdicts.withLock({ $0.verdict(of: digest) }) { return try verdict.get() }
        return try await inTurn { [self] in
            // Another one may have asked for the same file meanwhile.
            if let verdict = verdicts.withLock({ $0.verdict(of: digest) }) { return try verdict.get() }
            let verdict = Result { () throws(PictureDecoderError) in
                try withChild { child throws(PictureDecoderError) in
                    try child.summary(of: file, limits, deadline: deadline)
                }
            }
            if verdict.isLasting { verdicts.withLock { $0.keep(verdict, of: digest) } }
            return try verdict.get()
        }
    }

    /// The picture's pixels. Throws ``PictureDecoderError``.
    public func decode(_ file: [UInt8]) async throws -> Bitmap {
        try check(file)
        return try await inTurn { [self] in
            try withChild { child throws(PictureDecoderError) in
                try child.bitmap(of: file, limits, deadline: deadline)
            }
        }
    }

    /// The child's process id; nil while there is none.
    package var childID: Int32? { state.withLock { $0.child?.process.id } }

    /// How many children there have been.
    public var starts: Int { state.withLock { $0.starts } }

    private func check(_ file: [UInt8]) throws(PictureDecoderError) {
        guard file.count <= limits.bytes else {
            let error = ImagingError.tooManyBytes(found: file.count, limit: limits.bytes)
            throw .refused(.tooLarge, error.description)
        }
    }

    private func inTurn<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let arrival = ContinuousClock.now, waitLimit = waitLimit
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        guard arrival.duration(to: .now) <= waitLimit else { throw PictureDecoderError.busy }
                        return try body()
                    })
            }
        }
    }

    /// On the queue, so that nobody else has the child meanwhile.
    private func withChild<Value>(
        _ body: (DecoderChild) throws(PictureDecoderError) -> Value
    ) throws(PictureDecoderError) -> Value {
        let child = try readyChild()
        do { return try body(child) } catch {
            if case .refused = error { throw error }
            state.withLock { $0.child = nil }
            throw error
        }
    }

    private func readyChild() throws(PictureDecoderError) -> DecoderChild {
        let usable = state.withLock { state in
            state.requestsLeft -= 1
            return state.requestsLeft >= 0 && state.child?.process.isRunning == true ? state.child : nil
        }
        if let usable { return usable }
        let child = try DecoderChild(program: program, arguments: arguments)
        state.withLock { state in
            state.child = child
            state.requestsLeft = Self.requestsPerChild - 1
            state.starts += 1
        }
        return child
    }
}

extension VerdictCache.Verdict {
    /// Whether the same file would get the same verdict at another time.
    fileprivate var isLasting: Bool {
        switch self {
        case .success, .failure(.refused): true
        case .failure: false
        }
    }
}
