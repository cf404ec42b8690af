extension Composer {
    /// Columns beside each other.
    func vertical(_ lines: [[String]]) throws(LetteringError) -> [[Letter]] {
        let columns = try lines.map { (words) throws(LetteringError) in try column(words) }
        let height = columns.map(\.ink.height).max() ?? 0
        let fromRight = lines.joined().contains { $0.contains { Letter(text: String($0), start: 0).columnsFromRight } }
        var x = 0.0
        return columns.map { column in
            let width = column.ink.width
            let left = fromRight ? x - width : x
            x += (fromRight ? -1 : 1) * (width + gap + Self.letterGap)
            let origin = Point(x: left - column.ink.left, y: start(of: column.ink.height, in: height) - column.ink.top)
            return column.letters.map { $0.moved(by: origin) }
        }
    }

    /// Letters below each other; a line that hangs together is turned.
    func column(_ words: [String]) throws(LetteringError) -> Line {
        if words.joined().contains(where: { Letter(text: String($0), start: 0).isJoined }) {
            let turned = try line(words).letters.map { letter in
                letter.mapped { $0.mapped { Point(x: -$0.y, y: $0.x) } }
            }
            return Line(letters: turned)
        }
        var letters: [Letter] = [], bottom = 0.0, start = 0
        for (number, word) in words.enumerated() {
            if number > 0 { bottom += Self.wordGap }
            for character in word {
                let line = try font.line(String(character))
                letters += place(line, start: start, below: &bottom)
                start += String(character).utf8.count
            }
        }
        return Line(letters: letters)
    }

    /// One upright character, its middle at x = 0. Chinese characters stand in squares, whatever of these they fill; others
    /// have the same space above and below.
    private func place(_ line: Line, start: Int, below bottom: inout Double) -> [Letter] {
        let isWide = line.letters.first?.isWide ?? false, top = bottom
        bottom += options.letterSpacing + (isWide ? 1 : line.ink.height + Self.letterGap + options.outline)
        return line.letters.map { letter in
            let origin =
                isWide
                ? Point(x: -letter.x - letter.advance / 2, y: top + Letter.squareTop)
                : Point(x: -line.ink.centre.x, y: top - line.ink.top)
            var placed = Letter(text: letter.text, start: start + letter.start)
            placed.outline = (isWide ? letter.columnOutline : letter.outline).moved(by: origin)
            return placed
        }
    }

    /// Between the ink of upright letters, in em, and what words have more.
    private static let letterGap = 0.12
    private static let wordGap = 0.4
}

extension Letter {
    /// Of a script whose columns follow each other from right to left.
    fileprivate var columnsFromRight: Bool { isWide || isJoined || isFromRight }
}
