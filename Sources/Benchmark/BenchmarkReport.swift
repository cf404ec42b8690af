/// What a benchmark found. Times are seconds, rates FLOP/s (a multiply-accumulate is two) or bytes/s, memory bytes.
public struct BenchmarkReport: Sendable, Hashable, Codable {
    /// Processor, instruction set and threads.
    public struct Machine: Sendable, Hashable, Codable {
        public let processor: String
        public let instructionSet: String
        public let threads: Int
    }

    /// From nothing to the end of the first step at the first size.
    public struct Start: Sendable, Hashable, Codable {
        /// Reading or making up all weights, and packing them.
        public let load: Double
        /// Texts, hint, and what else is computed once a request.
        public let prepare: Double
        /// The first step, whose memory is new.
        public let firstStep: Double
        public var total: Double { load + prepare + firstStep }
    }

    /// A guided step, and the decoding of one picture.
    public struct Size: Sendable, Hashable, Codable {
        /// Pixels along a side.
        public let size: Int
        /// Each of the runs.
        public let steps: [Double]
        /// Their median.
        public let step: Double
        public let stepMultiplyAccumulates: Int
        /// The faster of two.
        public let decode: Double
        /// The most memory that the process had, by the end of these runs.
        public let peakMemory: Int

        public var stepRate: Double { 2 * Double(stepMultiplyAccumulates) / step }
    }

    /// What one kind of operation took of a step, or of decoding, at the first size.
    public struct Operation: Sendable, Hashable, Codable {
        public let name: String
        public let calls: Int
        public let seconds: Double
        public let multiplyAccumulates: Int
        /// Of the operands, the weights and the results, each once: the least that has to be moved.
        public let bytes: Int

        /// nil for those that multiply nothing.
        public var rate: Double? { multiplyAccumulates > 0 ? 2 * Double(multiplyAccumulates) / seconds : nil }
    }

    /// One kernel at one shape of Stable Diffusion 1.5's.
    public struct Kernel: Sendable, Hashable, Codable {
        public let name: String
        public let seconds: Double
        public let rate: Double
        /// What the machine could do, measured just before and after: arithmetic alone, or copying.
        public let limit: Double
        public let share: Double
        public let isBoundByMemory: Bool
    }

    public let machine: Machine
    public let precision: BenchmarkPrecision
    /// The model's folder, or what stood in for it.
    public let model: String
    /// What all threads reach on dot products alone: the best of several measurements during the run.
    public let limit: Double
    public let start: Start
    public let sizes: [Size]
    /// Of a guided step, the most time first.
    public let operations: [Operation]
    /// Of decoding, the most time first.
    public let decodeOperations: [Operation]
    public let kernels: [Kernel]
}
