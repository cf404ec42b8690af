/// Sends a webhook over the network.
public protocol WebhookPoster: Sendable {
    /// Posts the body and answers the HTTP status, whatever it is. Redirects are not followed.
    ///
    /// Ends well within the store's `deliveryLease`, whatever the receiver does, and soon when the task is cancelled.
    /// The description of what it throws is a sentence that the key's owner may read: it goes into the delivery log.
    func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws -> Int
}
