/// How long a delivery waits after an attempt that failed.
public struct WebhookBackoff: Sendable, Hashable {
    /// After the first attempt, the second, and so on. One attempt more is made than there are delays.
    public let delays: [Duration]

    public init(
        delays: [Duration] = [
            .seconds(5), .seconds(30), .seconds(120), .seconds(600), .seconds(3600), .seconds(6 * 3600),
            .seconds(24 * 3600),
        ]
    ) { self.delays = delays }

    /// What becomes of the delivery: due later, or given up.
    ///
    /// - Parameter attempt: the one that has failed, from 1.
    public func state(after attempt: Int, at now: Timestamp) -> DeliveryState {
        delays.indices.contains(attempt - 1) ? .due(now + delays[attempt - 1]) : .givenUp
    }
}
