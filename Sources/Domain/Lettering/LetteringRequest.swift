/// A word to be lettered, and how: the published parameters and their defaults.
public struct LetteringRequest: Sendable, Hashable {
    /// Up to 64 characters, up to four lines.
    public var text: String
    /// A font family; nil for the standard one.
    public var font: String?
    /// 100 (thin) to 1,000 (heaviest).
    public var weight = 700
    public var letterCase = LetterCase.asTyped
    /// Of the lines in a block.
    public var align = LineAlignment.centre
    /// Between letters, in em, -0.1 to 1; scripts whose letters join keep theirs.
    public var letterSpacing = 0.0
    /// Between the ink of lines, in em, 0 to 2.
    public var lineSpacing = 0.15
    /// What stays free on each side, as a share of the frame's shorter side: 0 to 0.4.
    public var margin = 0.0625
    public var layout = WordLayout.straight
    public var polarity = StencilPolarity.lightOnDark
    /// 0 for filled letters, else the width of their outlines in em, 0.01 to 0.3.
    public var outline = 0.0

    public init(text: String) { self.text = text }
}

public enum LetterCase: String, Sendable, Hashable, Codable, CaseIterable {
    case asTyped = "as_typed"
    case upper, lower, title
}

public enum LineAlignment: String, Sendable, Hashable, Codable, CaseIterable {
    case left, centre, right
}

public enum WordLayout: String, Sendable, Hashable, Codable, CaseIterable {
    case straight, arc, circle, wave
    /// Each word a line as wide as the frame.
    case stacked
    /// The letters one below the other.
    case vertical
}

/// Which of letters and ground is dark. White on black is the default: models tend to follow a stencil's brightness.
public enum StencilPolarity: String, Sendable, Hashable, Codable, CaseIterable {
    case darkOnLight = "dark_on_light"
    case lightOnDark = "light_on_dark"
    case darkOnGrey = "dark_on_grey"
    case lightOnGrey = "light_on_grey"
}
