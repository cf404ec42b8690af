/// Where a delivery stands after its job has ended.
public enum DeliveryState: Sendable, Hashable {
    /// The next attempt is due then.
    case due(Timestamp)
    case delivered
    /// No more attempts are made.
    case givenUp
}
