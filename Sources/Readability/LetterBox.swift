/// Where a letter is on a stencil, in its pixels, y downward.
public struct LetterBox: Sendable, Hashable {
    /// As a reader counts letters; several code points where accents are combined.
    public let text: String
    public let x: Double
    public let y: Double
    public let width: Double
    public let height: Double

    public init(text: String, x: Double, y: Double, width: Double, height: Double) {
        self.text = text
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}
