/// Where to break a text that has several words and no line breaks.
struct LineBreaker {
    /// How much larger the letters must get by it.
    private static let worthwhile = 1.25

    let composer: Composer
    /// Of the frame, without margins, in pixels.
    let width: Double
    let height: Double

    /// The block with the largest letters, in as few lines as get near it.
    func block(_ text: LetteringText) throws(LetteringError) -> TextBlock {
        guard text.lines.count == 1, let words = text.lines.first else { return try composer.block(text.lines) }
        if composer.options.layout == .stacked { return try composer.block(words.map { [$0] }) }
        var best = try composer.block([words])
        // A ring has room for all.
        if words.count == 1 || composer.options.layout == .circle { return best }
        let lengths = try words.map { (word) throws(LetteringError) in try composer.length(of: word) }
        for count in 2...min(words.count, LetteringText.lineLimit) {
            let candidate = try composer.block(Self.balanced(words, lengths, lines: count))
            let gain = candidate.size(fitting: width, height) / best.size(fitting: width, height)
            if gain >= Self.worthwhile { best = candidate }
        }
        return best
    }

    /// The words in `lines` lines whose longest is as short as can be. `lengths` are the words', in em.
    static func balanced(_ words: [String], _ lengths: [Double], lines: Int) -> [[String]] {
        let space = 0.3
        func length(_ range: Range<Int>) -> Double { lengths[range].reduce(0, +) + space * Double(range.count - 1) }
        /// The longest line's length and where lines begin, for the words from `start` on.
        func best(from start: Int, _ lines: Int) -> (length: Double, starts: [Int]) {
            if lines == 1 { return (length(start..<words.count), [start]) }
            let choices = (start + 1...words.count - lines + 1).map { next in
                let rest = best(from: next, lines - 1)
                return (max(length(start..<next), rest.length), [start] + rest.starts)
            }
            return choices.min { $0.0 < $1.0 } ?? (length(start..<words.count), [start])
        }
        let starts = best(from: 0, lines).starts
        return zip(starts, starts.dropFirst() + [words.count]).map { Array(words[$0..<$1]) }
    }
}
