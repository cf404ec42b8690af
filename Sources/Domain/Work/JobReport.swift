/// What a worker tells of a finished job: the JSON of ``Completion/details``.
public struct JobReport: Sendable, Hashable, Codable {
    public var timings: Timings
    public var warnings: [String]
    /// Whether the last output is a sheet of the ones before it.
    public var hasSheet: Bool

    /// In seconds.
    public struct Timings: Sendable, Hashable, Codable {
        /// From the claim to the first step: text encoder, hint.
        public var prepare: Double
        public var steps: Double
        /// Autoencoder and encoding to the file's format.
        public var decode: Double

        public init(prepare: Double, steps: Double, decode: Double) {
            self.prepare = prepare
            self.steps = steps
            self.decode = decode
        }
    }

    public init(timings: Timings, warnings: [String], hasSheet: Bool = false) {
        self.timings = timings
        self.warnings = warnings
        self.hasSheet = hasSheet
    }
}
