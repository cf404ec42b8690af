/// How a word is drawn.
public struct LetteringOptions: Sendable, Hashable {
    /// A font family of this machine, or one of the generic names such as `Sans`.
    public var font = "DejaVu Sans"
    /// 100 (thin) to 1000; 700 is bold. Thin strokes are lost in a picture's latents, which have an eighth of its size.
    public var weight = 700
    /// What stays free around the word, as a share of the picture's smaller side: 0 to 0.4.
    public var margin = 0.06
    public var polarity = Polarity.lightOnDark

    public init() {}

    public enum Polarity: Sendable, Hashable, CaseIterable {
        /// White letters on black. Models tend to follow a stencil's brightness, and what is bright is what one reads first.
        case lightOnDark
        case darkOnLight
    }
}
