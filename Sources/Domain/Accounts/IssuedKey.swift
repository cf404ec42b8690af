/// A new API key: the only time that the key itself is at hand.
public struct IssuedKey: Sendable, Hashable {
    public let key: APIKey
    public let record: KeyRecord
    public let webhookSecret: WebhookSecret

    public init(key: APIKey, record: KeyRecord, webhookSecret: WebhookSecret) {
        self.key = key
        self.record = record
        self.webhookSecret = webhookSecret
    }
}
