/// A job in a worker's hands.
public struct Claim: Sendable, Hashable {
    public let lease: Lease
    public let model: String
    /// As submitted.
    public let task: String
    public let picture: JobInput?
    public let estimate: Money

    public init(lease: Lease, model: String, task: String, picture: JobInput?, estimate: Money) {
        self.lease = lease
        self.model = model
        self.task = task
        self.picture = picture
        self.estimate = estimate
    }
}
