/// What a worker hands in when a job is done.
public struct Completion: Sendable, Hashable {
    /// At most the job's estimate; what is left of the reservation goes back.
    public let cost: Money
    /// In the order of the samples. The blobs belong to the job from now on.
    public let outputs: [JobOutput]
    /// Time spent on generating.
    public let inferenceTime: Duration
    /// A JSON object for the result (timings, warnings), which the store does not look into.
    public let details: String

    public init(cost: Money, outputs: [JobOutput], inferenceTime: Duration, details: String = "{}") {
        self.cost = cost
        self.outputs = outputs
        self.inferenceTime = inferenceTime
        self.details = details
    }
}
