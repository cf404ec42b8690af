internal import Crypto
public import Domain

/// Signs webhooks as Standard Webhooks 1.0 has it, with its symmetric scheme, `v1`.
public struct WebhookSigner: Sendable {
    private let secret: WebhookSecret

    public init(_ secret: WebhookSecret) { self.secret = secret }

    /// What the header `webhook-signature` says: `v1,` and the base64 of the HMAC-SHA256 over `id.timestamp.body`.
    ///
    /// - Parameters:
    ///   - id: the header `webhook-id`.
    ///   - timestamp: the header `webhook-timestamp`, in seconds since 1970.
    public func signature(id: String, timestamp: Int64, body: [UInt8]) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: secret.bytes))
        code.update(data: Array("\(id).\(timestamp).".utf8))
        code.update(data: body)
        return "v1," + Base64Text.text(Array(code.finalize()))
    }

    /// All headers of a webhook.
    func headers(id: DeliveryID, at time: Timestamp, body: [UInt8]) -> [(String, String)] {
        // Receivers refuse what is older than some minutes: this is the time of the attempt, not of the job's end.
        let seconds = time.milliseconds / 1000
        return [
            ("content-type", "application/json"), ("webhook-id", id.text), ("webhook-timestamp", String(seconds)),
            ("webhook-signature", signature(id: id.text, timestamp: seconds, body: body)),
        ]
    }
}
