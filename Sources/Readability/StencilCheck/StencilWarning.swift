/// What keeps a control image from being drawn well, and what to do about it.
public struct StencilWarning: Sendable, Hashable, Codable {
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// One brightness all over.
        case blank
        /// Ink and ground are hardly apart.
        case lowContrast = "low_contrast"
        /// Much is neither ink nor ground, as in a photograph.
        case greys
        /// Strokes of less than the model can draw.
        case thinStrokes = "thin_strokes"
        /// Ink at the frame, or close to it.
        case margins
        /// The letters take little of the picture.
        case littleInk = "little_ink"
        /// So much is ink that no ground is left.
        case muchInk = "much_ink"
        /// A shape that leaves much of the frame empty.
        case aspect
        /// The border is partly ink, so that nobody can tell which of light and dark is the word.
        case unclearGround = "unclear_ground"
    }

    public let code: Code
    /// One sentence: what was found, and what to do.
    public let message: String
    /// Whether ``StencilCheck/fixed()`` does something about it.
    public let canBeFixed: Bool
}
