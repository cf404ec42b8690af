/// What a word has to fit into.
struct Frame {
    let width: Int
    let height: Int
    private let roomWidth, roomHeight: Double

    /// `margin`: a share of the smaller side.
    init(width: Int, height: Int, margin: Double) {
        self.width = width
        self.height = height
        let border = 2 * margin * Double(min(width, height))
        roomWidth = Double(width) - border
        roomHeight = Double(height) - border
    }

    /// A text and where its origin goes, so that its ink is in the middle.
    struct Fitted {
        let text: SetText
        let x, y: Double
    }

    /// Another line is worth it from this gain in size on.
    private static let worthALine = 1.2

    func fit(_ lines: [String], _ options: LetteringOptions) throws(LetteringError) -> Fitted {
        var best = try measure(lines, options)
        if lines.count == 1 {
            let words = lines[0].split(whereSeparator: \.isWhitespace).map(String.init)
            for count in 2...Lettering.lineLimit where count <= words.count {
                let balanced = LineBalance(words) { SetText($0, options).ink.width }
                let candidate = try measure(balanced.lines(count), options)
                if candidate.size > best.size * Self.worthALine { best = candidate }
            }
        }
        best.text.setSize(best.size)
        let ink = best.text.ink
        return Fitted(
            text: best.text, x: (Double(width) - ink.width) / 2 - ink.x, y: (Double(height) - ink.height) / 2 - ink.y)
    }

    /// The text and the largest size at which it fits. Without hinting, ink grows in proportion to the size.
    private func measure(
        _ lines: [String], _ options: LetteringOptions
    ) throws(LetteringError) -> (text: SetText, size: Double) {
        let text = SetText(lines.joined(separator: "\n"), options)
        guard text.missing == 0 else {
            throw .noGlyphs(Set(lines.joined()).filter { SetText(String($0), options).missing > 0 }.sorted())
        }
        let probe = 1000.0
        text.setSize(probe)
        let ink = text.ink
        guard ink.width > 0 && ink.height > 0 else { throw .nothingToDraw }
        let size = probe * min(roomWidth / ink.width, roomHeight / ink.height)
        // A full stop is not blown up to a disc.
        return (text, min(size, 1.5 * Double(height)))
    }
}
