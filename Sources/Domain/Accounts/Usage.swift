/// What an API key did in a span of time. From the ledger, which outlives the request history.
public struct Usage: Sendable, Hashable {
    public let submitted: Int
    public let completed: Int
    /// What the completed jobs cost.
    public let cost: Money

    public init(submitted: Int, completed: Int, cost: Money) {
        self.submitted = submitted
        self.completed = completed
        self.cost = cost
    }
}
