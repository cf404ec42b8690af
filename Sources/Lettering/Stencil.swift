/// A word as a black-and-white picture, which a ControlNet follows.
public struct Stencil: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// `[height, width]`: 0 is black.
    public let grey: [UInt8]

    /// `[height, width, 3]`.
    public var rgb: [UInt8] { grey.flatMap { [$0, $0, $0] } }

    /// Draws a text as large as fits: up to 64 characters of any script, up to four lines. Where the text has no line
    /// breaks, it gets them between words if its letters become much larger by it; empty lines are left out.
    ///
    /// The same fonts give the same bytes on every machine of an architecture: nothing depends on settings, screen,
    /// language or thread.
    public init(lettering text: String, _ options: LetteringOptions = LetteringOptions()) throws(LetteringError) {
        try options.check()
        let text = try LetteringText(text)
        let font = Font(family: try FontFamily.resolve(options.family), weight: options.weight)

        // Whole pixels, so that no antialiased edge reaches into the margin.
        let margin = (options.margin * Double(min(options.width, options.height))).rounded(.up)
        let width = Double(options.width) - 2 * margin, height = Double(options.height) - 2 * margin
        let block = try LineBreaker(font: font, options: options, width: width, height: height).block(text)
        let coverage = try block.coverage(
            size: block.size(fitting: width, height), width: options.width, height: options.height)

        self.width = options.width
        self.height = options.height
        grey = options.polarity == .lightOnDark ? coverage : coverage.map { 255 - $0 }
    }
}
