/// Where to break a text that has several words and no line breaks.
struct LineBreaker {
    /// How much larger the letters must get by it.
    private static let worthwhile = 1.25

    let font: Font
    let options: LetteringOptions
    /// Of the frame, without margins, in pixels.
    let width: Double
    let height: Double

    /// The block with the largest letters, in as few lines as get near it.
    func block(_ text: LetteringText) throws(LetteringError) -> TextBlock {
        guard text.lines.count == 1, let words = text.lines.first else { return try block(text.lines) }
        var best = try block([words])
        if words.count == 1 { return best }
        let widths = try words.map { (word) throws(LetteringError) in try font.line(word).ink.width }
        for count in 2...min(words.count, LetteringText.lineLimit) {
            let candidate = try block(Self.balanced(words, widths, lines: count))
            let gain = candidate.size(fitting: width, height) / best.size(fitting: width, height)
            if gain >= Self.worthwhile { best = candidate }
        }
        return best
    }

    private func block(_ lines: [[String]]) throws(LetteringError) -> TextBlock {
        let lines = try lines.map { (words) throws(LetteringError) in try font.line(words.joined(separator: " ")) }
        return try TextBlock(lines, gap: options.lineGap)
    }

    /// The words in `lines` lines whose longest is as short as can be. `widths` are the words', in em.
    static func balanced(_ words: [String], _ widths: [Double], lines: Int) -> [[String]] {
        let space = 0.3
        func width(_ range: Range<Int>) -> Double { widths[range].reduce(0, +) + space * Double(range.count - 1) }
        /// The longest line's width and where lines begin, for the words from `start` on.
        func best(from start: Int, _ lines: Int) -> (width: Double, starts: [Int]) {
            if lines == 1 { return (width(start..<words.count), [start]) }
            let choices = (start + 1...words.count - lines + 1).map { next in
                let rest = best(from: next, lines - 1)
                return (max(width(start..<next), rest.width), [start] + rest.starts)
            }
            return choices.min { $0.0 < $1.0 } ?? (width(start..<words.count), [start])
        }
        let starts = best(from: 0, lines).starts
        return zip(starts, starts.dropFirst() + [words.count]).map { Array(words[$0..<$1]) }
    }
}
