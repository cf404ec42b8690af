/// One line of a delivery log.
public struct DeliveryAttempt: Sendable, Hashable {
    /// As in ``WebhookDelivery/attempt``: a number that is missing was cut off.
    public let number: Int
    /// When it was begun.
    public let at: Timestamp
    public let result: Result

    public init(number: Int, at: Timestamp, result: Result) {
        self.number = number
        self.at = at
        self.result = result
    }

    public enum Result: Sendable, Hashable {
        /// The receiver's HTTP status.
        case status(Int)
        /// Why there was none: a sentence for the key's owner.
        case error(String)

        /// Whether the receiver has taken the webhook: any status from 200 to 299.
        public var isSuccess: Bool {
            if case .status(200..<300) = self { true } else { false }
        }
    }
}
