/// A request and what became of it.
public struct Job: Sendable, Hashable {
    public var id: JobID
    public var key: KeyID
    public var model: String
    /// As submitted: JSON, without the picture.
    public var inputs: String
    public var state: JobState
    public var estimate: Money
    /// How often a worker was lost over it.
    public var retryCount: Int
    public var submittedAt: Timestamp
    /// When the latest claim was made.
    public var startedAt: Timestamp?
    /// Set exactly when the state is terminal.
    public var finishedAt: Timestamp?
    public var outcome: Outcome?

    /// Set exactly when the state is terminal.
    public enum Outcome: Sendable, Hashable {
        /// `outputs` lose their blobs with time: what is listed can still be read.
        case completed(cost: Money, outputs: [JobOutput], inferenceTime: Duration, details: String)
        /// `outputs`: previews of what was made in vain.
        case failed(JobFailure, outputs: [JobOutput])
    }

    public init(
        id: JobID, key: KeyID, model: String, inputs: String, state: JobState, estimate: Money, retryCount: Int,
        submittedAt: Timestamp
    ) {
        self.id = id
        self.key = key
        self.model = model
        self.inputs = inputs
        self.state = state
        self.estimate = estimate
        self.retryCount = retryCount
        self.submittedAt = submittedAt
    }
}

extension Job {
    /// What was taken for it: zero unless it is COMPLETED.
    public var cost: Money {
        if case .completed(let cost, _, _, _) = outcome { cost } else { .zero }
    }

    public var failure: JobFailure? {
        if case .failed(let failure, _) = outcome { failure } else { nil }
    }

    public var outputs: [JobOutput] {
        switch outcome {
        case .completed(_, let outputs, _, _), .failed(_, let outputs): outputs
        case nil: []
        }
    }
}
