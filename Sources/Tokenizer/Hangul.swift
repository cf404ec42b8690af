/// Korean syllables, which decompose and compose by arithmetic (the Unicode Standard, 3.12).
enum Hangul {
    /// The first of each kind; no tail counts as one.
    private static let syllables: UInt32 = 0xAC00, leads: UInt32 = 0x1100
    private static let vowels: UInt32 = 0x1161, tails: UInt32 = 0x11A7
    private static let leadCount: UInt32 = 19, vowelCount: UInt32 = 21, tailCount: UInt32 = 28

    /// A syllable's lead, vowel and, if it has one, tail; nil for other scalars.
    static func decompose(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        let index = scalar.value &- syllables
        guard index < leadCount * vowelCount * tailCount else { return nil }
        let tail = index % tailCount
        let parts = [leads + index / (vowelCount * tailCount), vowels + index / tailCount % vowelCount, tails + tail]
        return (tail == 0 ? parts.dropLast() : parts[...]).compactMap(Unicode.Scalar.init)
    }

    /// Lead and vowel, or a syllable without a tail and a tail.
    static func compose(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        let lead = first.value &- leads, vowel = second.value &- vowels
        if lead < leadCount, vowel < vowelCount {
            return Unicode.Scalar(syllables + (lead * vowelCount + vowel) * tailCount)
        }
        let index = first.value &- syllables, tail = second.value &- tails
        guard index < leadCount * vowelCount * tailCount, index % tailCount == 0 else { return nil }
        return (1..<tailCount).contains(tail) ? Unicode.Scalar(first.value + tail) : nil
    }
}
