/// A webhook in a deliverer's hands: the news that a job has ended, and whom to tell.
public struct WebhookDelivery: Sendable, Hashable {
    public let id: DeliveryID
    public let job: JobID
    public let key: KeyID
    /// As the client sent it.
    public let url: String
    /// From 1. Those that were cut off before they were recorded are counted too; a later attempt takes the delivery
    /// from an earlier one.
    public let attempt: Int

    public init(id: DeliveryID, job: JobID, key: KeyID, url: String, attempt: Int) {
        self.id = id
        self.job = job
        self.key = key
        self.url = url
        self.attempt = attempt
    }
}
