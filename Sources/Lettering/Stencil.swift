/// A word as a picture in two tones, which a ControlNet follows.
public struct Stencil: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// `[height, width]`: 0 is black.
    public let grey: [UInt8]
    /// Those that leave ink, line by line in the order of reading.
    public let letters: [Letter]
    /// What grey was drawn from.
    let drawing: Drawing

    /// `[height, width, 3]`.
    public var rgb: [UInt8] { grey.flatMap { [$0, $0, $0] } }

    /// Draws a text as large as fits: up to 64 characters of any script, up to four lines. Where the text has no line
    /// breaks, it gets them between words if its letters become much larger by it; empty lines are left out. Emoji are drawn as
    /// silhouettes with holes for what is dark in them.
    ///
    /// The same fonts give the same bytes on every machine of an architecture: nothing depends on settings, screen,
    /// language or thread.
    public init(lettering text: String, _ options: LetteringOptions = LetteringOptions()) throws(LetteringError) {
        try options.check()
        let text = try LetteringText(text, options.letterCase)
        let font = Font(family: try FontFamily.resolve(options.family), weight: options.weight)

        // Whole pixels, so that no antialiased edge reaches into the margin.
        // The line along an outline has a quarter more on each side: its curves are approximations.
        let margin =
            (options.margin * Double(min(options.width, options.height))).rounded(.up)
            + (options.outline > 0 ? 0.25 : 0)
        let width = Double(options.width) - 2 * margin, height = Double(options.height) - 2 * margin
        guard min(width, height) > 0 else {
            throw .option(name: "margin", found: "\(options.margin)", allowed: "less: it leaves no pixel of the frame")
        }
        let composer = Composer(font: font, options: options)
        let block = try LineBreaker(composer: composer, width: width, height: height).block(text)
        let size = block.size(fitting: width, height)
        let letters = block.placed(size: size, width: options.width, height: options.height)
        drawing = try Drawing(letters, stroke: options.outline * size, options)

        self.width = options.width
        self.height = options.height
        grey = try drawing.coverage().map(options.polarity.grey)
        self.letters = letters.compactMap { Letter($0, stroke: options.outline * size, options) }
    }

    /// A character as a reader counts them, or several where the font draws them as one (a ligature), and the pixels that its
    /// ink touches: columns `left..<right`, rows `top..<bottom`.
    public struct Letter: Sendable, Hashable {
        /// As it was drawn: in the case that was asked for.
        public let text: String
        public let left: Int
        public let top: Int
        public let right: Int
        public let bottom: Int

        /// Nil without ink.
        init?(_ letter: Lettering.Letter, stroke: Double, _ options: LetteringOptions) {
            let ink = letter.outline.ink
            guard ink.width > 0 || ink.height > 0 else { return nil }
            let box = ink.grown(by: stroke / 2)
            text = letter.text
            left = max(Int(box.left.rounded(.down)), 0)
            top = max(Int(box.top.rounded(.down)), 0)
            right = min(Int(box.right.rounded(.up)), options.width)
            bottom = min(Int(box.bottom.rounded(.up)), options.height)
        }
    }
}
