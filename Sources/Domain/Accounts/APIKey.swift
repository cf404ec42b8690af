/// The secret that a client sends: `SG_` and 16 lower-case hexadecimal digits.
///
/// It is shown once, at creation. Stores keep its SHA-256 alone: the digits are 64 random bits, so there is no
/// dictionary to try and nothing for a slow hash to protect; for the same reason no part of a key is kept for display.
public struct APIKey: Sendable, Hashable {
    public let text: String

    /// nil unless the text has the form of a key.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), HexText.holds(text.dropFirst(Self.prefix.count), digits: Self.digits) else {
            return nil
        }
        self.text = text
    }

    /// A key at random. The generator must be fit for secrets, as `SystemRandomNumberGenerator` is.
    public init(using generator: inout some RandomNumberGenerator) {
        text = Self.prefix + HexText.random(digits: Self.digits, using: &generator)
    }

    private static let prefix = "SG_"
    private static let digits = 16
}

/// So that a key that ends up in a log by mistake is no key.
extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "SG_****" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
