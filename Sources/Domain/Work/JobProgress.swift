/// How far a running job is. Told in passing and kept in memory alone: it may be lost, late or doubled.
public struct JobProgress: Sendable, Hashable, Codable {
    public var job: JobID
    /// Steps done, of `steps`.
    public var step: Int
    public var steps: Int
    /// Of the work that is left, decoding included.
    public var secondsLeft: Double
    /// A small JPEG of the first sample as it looks so far; nil when there is none with this step.
    public var preview: [UInt8]?

    public init(job: JobID, step: Int, steps: Int, secondsLeft: Double, preview: [UInt8]? = nil) {
        self.job = job
        self.step = step
        self.steps = steps
        self.secondsLeft = secondsLeft
        self.preview = preview
    }
}
