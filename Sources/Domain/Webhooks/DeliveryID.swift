/// Names a delivery to its receiver, the same at every attempt: `msg_` and 32 lower-case hexadecimal digits. A receiver
/// that has seen it before has the message twice.
public struct DeliveryID: Sendable, Hashable, CustomStringConvertible {
    public let text: String

    /// nil unless the text has the form of an id.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), HexText.holds(text.dropFirst(Self.prefix.count), digits: Self.digits) else {
            return nil
        }
        self.text = text
    }

    public init(using generator: inout some RandomNumberGenerator) {
        text = Self.prefix + (0..<2).map { _ in HexText.random(digits: Self.digits / 2, using: &generator) }.joined()
    }

    public var description: String { text }

    private static let prefix = "msg_"
    private static let digits = 32
}
