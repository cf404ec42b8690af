/// How well a picture can be read.
public struct Verdict: Sendable, Hashable, Codable {
    /// 0 to 1. From 0.8 a person reads the word at a glance; docs/readability.md tells how it is made and what it is worth.
    public let score: Double
    /// The score from which a word is readable at a glance.
    public static let readable = 0.8
    /// What the picture most likely says; nil if nothing was read in it.
    public let readAs: String?
    /// In the expected word's order; empty without a stencil where there is nothing to read with.
    public let letters: [LetterVerdict]
    /// How well the word was read at full size, as a thumbnail and blurred; nil where there is no language data for it.
    public let views: Views?
    /// How well the picture follows the stencil, 0 to 1: as its weakest letters do. nil without a stencil.
    public let structural: Double?
    /// Another word of the dictionary that the picture says instead.
    public let readsAsAnother: String?

    /// Shares of the word, 0 to 1.
    public struct Views: Sendable, Hashable, Codable {
        public let full: Double
        /// At 128 pixels of the longer side.
        public let thumbnail: Double
        /// As from afar: by 1% of the picture.
        public let blurred: Double
    }

    /// The letter that is hardest to read.
    public var weakestLetter: LetterVerdict? { letters.min { $0.score < $1.score } }
}

/// How well one letter can be read.
public struct LetterVerdict: Sendable, Hashable, Codable {
    /// The letter, or "part 2 of 5" where letters hang together, so that nobody can tell which is which.
    public let text: String
    /// 0 to 1.
    public let score: Double
}
