/// Names a blob: 32 lower-case hexadecimal digits, 128 random bits. Who knows the name may read the blob, so it must
/// not be guessed; and since it holds nothing but digits, it can be a file's name.
public struct BlobName: Sendable, Hashable, CustomStringConvertible {
    public let text: String

    /// nil unless the text has the form of a name.
    public init?(_ text: String) {
        guard HexText.holds(text, digits: Self.digits) else { return nil }
        self.text = text
    }

    /// The generator must be fit for secrets, as `SystemRandomNumberGenerator` is.
    public init(using generator: inout some RandomNumberGenerator) {
        text = (0..<2).map { _ in HexText.random(digits: Self.digits / 2, using: &generator) }.joined()
    }

    public var description: String { text }

    private static let digits = 32
}
