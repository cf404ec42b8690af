/// What a worker tells of a finished job: the JSON of ``Completion/details``.
public struct JobReport: Sendable, Hashable, Codable {
    public var timings: Timings
    public var warnings: [String]
    /// What the outputs are.
    public var product = JobTask.Product.pictures
    /// Of each picture, in the order of the outputs; of a ladder, of each cell of the sheet.
    public var pictures: [PictureReport] = []
    /// What it took to make the word readable, of all samples in their order; empty where it was not guaranteed.
    public var attempts: [AttemptReport] = []

    /// nil for what was not made again.
    public var replay: ReplayReport?

    /// In seconds.
    public struct Timings: Sendable, Hashable, Codable {
        /// From the claim to the first step: text encoder, hint.
        public var prepare: Double
        public var steps: Double
        /// Autoencoder and encoding to the file's format; reading.
        public var decode: Double
        /// One step, on average.
        public var step: Double?

        public init(prepare: Double, steps: Double, decode: Double, step: Double? = nil) {
            self.prepare = prepare
            self.steps = steps
            self.decode = decode
            self.step = step
        }
    }

    public init(timings: Timings, warnings: [String]) {
        self.timings = timings
        self.warnings = warnings
    }
}
