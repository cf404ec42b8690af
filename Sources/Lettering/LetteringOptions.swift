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
    /// What stays free on each side, as a share of the frame's shorter side: 0 to 0.4.
    public var margin = 0.0625
    /// Free space between the ink of one line and of the next, in em: 0 to 2.
    public var lineGap = 0.15
    public var polarity = Polarity.lightOnDark

    public init(width: Int = 512, height: Int = 512) {
        self.width = width
        self.height = height
    }

    /// Which of letters and ground is dark. White on black is the default: models tend to follow a stencil's brightness, and
    /// what is bright is what one reads first.
    public enum Polarity: String, Sendable, CaseIterable {
        case darkOnLight, lightOnDark
    }
}

extension LetteringOptions {
    func check() throws(LetteringError) {
        try Self.require("width", width, 8...8192)
        try Self.require("height", height, 8...8192)
        try Self.require("weight", weight, 100...1000)
        try Self.require("margin", margin, 0...0.4)
        try Self.require("line gap", lineGap, 0...2)
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
