internal import CLettering

/// What a reader counts as a character, or several that the font draws as one, in em.
struct Letter: Hashable {
    let text: String
    /// Where it begins in its line's text, in bytes: the order of reading.
    let start: Int
    /// Where it begins on the baseline, and how far on the next one does.
    var x = 0.0
    var advance = 0.0
    var outline = Outline()
    /// It had colours.
    var isPicture = false

    init(text: String, start: Int, x: Double = 0) {
        self.text = text
        self.start = start
        self.x = x
    }

    /// Of a script whose letters hang together.
    var isJoined: Bool { text.unicodeScalars.contains { w2i_is_joined($0.value) } }

    /// Chinese, Japanese or Korean: drawn in a square of one em.
    var isWide: Bool {
        guard !isPicture, let first = text.unicodeScalars.first else { return false }
        return w2i_is_wide(first.value) && !first.properties.isEmojiPresentation
    }

    /// Written from right to left.
    var isFromRight: Bool { text.unicodeScalars.contains { w2i_is_from_right($0.value) } }

    func mapped(_ map: (Outline) -> Outline) -> Letter {
        var letter = self
        letter.outline = map(outline)
        return letter
    }

    func moved(by offset: Point) -> Letter {
        var letter = mapped { $0.moved(by: offset) }
        letter.x += offset.x
        return letter
    }
}
