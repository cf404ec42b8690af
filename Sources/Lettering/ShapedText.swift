internal import CLettering

/// What the shaper made of a text: glyphs, which become letters.
struct ShapedText {
    private let line: OpaquePointer
    private let text: String
    private let glyphs: UnsafeBufferPointer<w2i_glyph>
    private let elements: UnsafeBufferPointer<w2i_element>

    /// `line` must outlive it.
    init(_ line: OpaquePointer, _ text: String) {
        self.line = line
        self.text = text
        var count = 0
        let glyphs = w2i_line_glyphs(line, &count)
        self.glyphs = UnsafeBufferPointer(start: glyphs, count: count)
        let elements = w2i_line_elements(line, &count)
        self.elements = UnsafeBufferPointer(start: elements, count: count)
    }

    /// From left to right.
    func letters() throws(LetteringError) -> [Letter] {
        let starts = starts()
        var letters: [Letter] = [], places: [Int: Int] = [:]
        for (index, glyph) in glyphs.enumerated() {
            let number = starts.partitioningIndex { $0 > glyph.text } - 1
            let end = number + 1 < starts.count ? starts[number + 1] : text.utf8.count
            if places[number] == nil {
                places[number] = letters.count
                letters.append(Letter(text: substring(starts[number]..<end), start: starts[number], x: glyph.x))
            }
            let place = places[number] ?? 0
            letters[place].advance = glyph.x + glyph.advance - letters[place].x
            letters[place].outline.elements += try outline(index, glyph)
            letters[place].isPicture = letters[place].isPicture || glyph.picture
        }
        return letters
    }

    /// Bytes where letters begin: characters as a reader counts them, but for those that share their glyphs with the one
    /// before.
    private func starts() -> [Int] {
        let clusters = Set(glyphs.map(\.text))
        let graphemes = text.indices.map { text.utf8.distance(from: text.startIndex, to: $0) }
        return [0] + graphemes.filter { $0 > 0 && clusters.contains($0) }
    }

    private func substring(_ bytes: Range<Int>) -> String {
        String(decoding: text.utf8.dropFirst(bytes.lowerBound).prefix(bytes.count), as: UTF8.self)
    }

    private func outline(_ index: Int, _ glyph: w2i_glyph) throws(LetteringError) -> [Outline.Element] {
        guard glyph.picture else { return elements[glyph.first..<glyph.first + glyph.count].map(Outline.Element.init) }
        var picture = w2i_picture()
        guard w2i_line_picture(line, index, &picture) else { throw .library }
        defer { w2i_picture_free(&picture) }
        return PictureTracer(picture).outline().elements
    }
}

extension [Int] {
    /// Of the first of a sorted list for which it holds.
    fileprivate func partitioningIndex(_ holds: (Int) -> Bool) -> Int { firstIndex(where: holds) ?? count }
}
