/// What an API key's webhooks are signed with: 24 random bytes, written as `whsec_` and their base64
/// (Standard Webhooks, "Signature scheme").
///
/// Unlike an API key it is kept as it is: who signs has to have it. Who reads the database can sign webhooks with it,
/// and do nothing else.
public struct WebhookSecret: Sendable, Hashable {
    /// What the signature's HMAC is keyed with.
    public let bytes: [UInt8]

    /// nil unless there are 24 bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = Array(bytes)
    }

    /// nil unless the text has the form of a secret.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), let bytes = Base64Text.bytes(of: text.dropFirst(Self.prefix.count)) else {
            return nil
        }
        self.init(bytes: bytes)
    }

    /// A secret at random. The generator must be fit for secrets, as `SystemRandomNumberGenerator` is.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<Self.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    public var text: String { Self.prefix + Base64Text.text(bytes) }

    private static let prefix = "whsec_"
    private static let byteCount = 24
}

/// So that a secret that ends up in a log by mistake is no secret.
extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "whsec_****" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
