/// Finds tokens in a text.
struct SpecialTokenFinder: Sendable {
    private let tokens: [(content: [Unicode.Scalar], id: Int)]

    /// Looks for the tokens of one kind only.
    init(_ tokens: [SpecialToken], normalized: Bool) {
        self.tokens = tokens.filter { $0.isNormalized == normalized && !$0.content.isEmpty }.map { token in
            let content = Array(token.content.unicodeScalars)
            return (normalized ? TextNormalizer.normalize(content) : content, token.id)
        }
    }

    /// `text[range]` cut at the tokens: leftmost first, the longest of those that begin at one place.
    func split(_ text: [Unicode.Scalar], in range: Range<Int>) -> [(range: Range<Int>, id: Int?)] {
        var parts: [(range: Range<Int>, id: Int?)] = []
        var plain = range.lowerBound, index = range.lowerBound
        while index < range.upperBound {
            let rest = text[index..<range.upperBound]
            let matches = tokens.lazy.filter { $0.content.first == text[index] && rest.starts(with: $0.content) }
            guard let match = matches.max(by: { $0.content.count < $1.content.count }) else {
                index += 1
                continue
            }
            if plain < index { parts.append((plain..<index, nil)) }
            parts.append((index..<index + match.content.count, match.id))
            index += match.content.count
            plain = index
        }
        if plain < range.upperBound { parts.append((plain..<range.upperBound, nil)) }
        return parts
    }
}
