/// What became of a job's webhook.
public struct DeliveryLog: Sendable, Hashable {
    public let id: DeliveryID
    public let url: String
    /// nil while the job has not ended.
    public let state: DeliveryState?
    /// The earliest first.
    public let attempts: [DeliveryAttempt]

    public init(id: DeliveryID, url: String, state: DeliveryState?, attempts: [DeliveryAttempt]) {
        self.id = id
        self.url = url
        self.state = state
        self.attempts = attempts
    }
}
