/// Cuts normalised text into the words that are encoded one by one: CLIP's expression
/// `<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`, whose pieces GPT-2's
/// expression then cuts again. That second cut only matters for the two markers, which it takes apart.
enum PieceSplitter {
    private static let contractions = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"].map { Array($0.unicodeScalars) }
    private static let markers = [["<|", "startoftext", "|>"], ["<|", "endoftext", "|>"]].map { parts in
        parts.map { Array($0.unicodeScalars) }
    }

    /// The pieces of `text[range]`, in order.
    static func pieces(of text: [Unicode.Scalar], in range: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let rest = text[start..<range.upperBound]
            var end = start + 1
            switch CharacterClass(text[start]) {
            case .space:
                start = end
                continue
            case .number: break
            case .letter: end = self.end(of: .letter, in: rest)
            case .other:
                if let marker = markers.first(where: { rest.starts(with: $0.joined()) }) {
                    for part in marker {
                        pieces.append(start..<start + part.count)
                        start += part.count
                    }
                    continue
                }
                let contraction = contractions.first { rest.starts(with: $0) }
                end = contraction.map { start + $0.count } ?? self.end(of: .other, in: rest)
            }
            pieces.append(start..<end)
            start = end
        }
        return pieces
    }

    private static func end(of characterClass: CharacterClass, in text: ArraySlice<Unicode.Scalar>) -> Int {
        text.firstIndex { CharacterClass($0) != characterClass } ?? text.endIndex
    }
}
