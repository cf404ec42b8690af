/// How a word is drawn as a stencil. Ranges are checked when it is (``LetteringError/option(name:found:allowed:)``).
public struct LetteringOptions: Sendable, Hashable {
    /// Pixels, 8 to 8,192.
    public var width: Int
    public var height: Int
    /// One of ``FontFamily/installed()``, or the generic Sans, Serif, Monospace. Nil: ``FontFamily/standard``.
    public var family: String?
    /// 100 (thin) to 1,000 (heaviest); the family's nearest is taken. Strokes thinner than the latent's grid, 8 pixels,
    /// are lost in a picture, hence bold.
    public var weight = 700
    public var letterCase = Case.asTyped
    public var align = Alignment.centre
    /// More space between letters, in em: -0.1 to 1. Scripts whose letters hang together, as Arabic's and Devanagari's,
    /// stay as they are.
    public var letterSpacing = 0.0
    /// Free space between the ink of one line and of the next, in em: 0 to 2.
    public var lineSpacing = 0.15
    /// What stays free on each side, as a share of the frame's shorter side: 0 to 0.4.
    public var margin = 0.0625
    public var layout = Layout.straight
    public var polarity = Polarity.lightOnDark
    /// 0 for full letters; else letters are drawn as their outlines, in lines as wide as this, in em: 0.01 to 0.3.
    public var outline = 0.0

    public init(width: Int = 512, height: Int = 512) {
        self.width = width
        self.height = height
    }
}

extension LetteringOptions {
    func check() throws(LetteringError) {
        try Self.require("width", width, 8...8192)
        try Self.require("height", height, 8...8192)
        try Self.require("weight", weight, 100...1000)
        try Self.require("letter spacing", letterSpacing, -0.1...1)
        try Self.require("line spacing", lineSpacing, 0...2)
        try Self.require("margin", margin, 0...0.4)
        guard outline == 0 || (0.01...0.3).contains(outline) else {
            throw .option(name: "outline", found: "\(outline)", allowed: "0, or between 0.01 and 0.3")
        }
    }

    private static func require<T: Comparable & Sendable>(
        _ name: String, _ value: T, _ range: ClosedRange<T>
    ) throws(LetteringError) {
        guard range.contains(value) else {
            let allowed = "between \(range.lowerBound) and \(range.upperBound)"
            throw .option(name: name, found: "\(value)", allowed: allowed)
        }
    }
}
