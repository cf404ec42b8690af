extension Verdict {
    /// How much of the score is what was read, where there is a stencil as well.
    private static let readingShare = 0.7

    /// - Parameters:
    ///   - reading: nil without data for the word's script.
    ///   - canBeRead: whether the reader reads the stencil itself; what it can't read there says nothing about the picture.
    init(word: String, reading: ViewReading?, canBeRead: Bool, structure: StructuralScore?, another: String?) {
        let views = reading?.similarities, weights = ViewReading.weights
        let read = views.map {
            weights.full * Self.worth($0.full) + weights.thumbnail * Self.worth($0.thumbnail)
                + weights.blurred * Self.worth($0.blurred)
        }
        let structural = structure?.value
        self.views = views
        self.structural = structural
        readAs = reading?.likeliest
        readsAsAnother = another
        switch (read, structural) {
        case (let read?, let structural?) where canBeRead:
            score = Self.readingShare * read + (1 - Self.readingShare) * structural
        case (_, let structural?): score = structural
        case (let read?, nil): score = read
        case (nil, nil): score = 0
        }
        letters = Self.letters(of: word, canBeRead ? reading : nil, structure)
    }

    /// Nearly the word is far from the word: COLD is no GOLD.
    private static func worth(_ similarity: Double) -> Double { similarity == 1 ? 1 : 0.8 * similarity * similarity }

    /// A letter that can be seen counts half until it is read.
    private static func letters(
        of word: String, _ reading: ViewReading?, _ structure: StructuralScore?
    ) -> [LetterVerdict] {
        let characters = word.filter { !$0.isWhitespace }.map(String.init), read = reading?.letters
        guard let structure else {
            guard let read, read.count == characters.count else { return [] }
            return zip(characters, read).map { LetterVerdict(text: $0, score: $1) }
        }
        guard let read, read.count == structure.letters.count else { return structure.letters }
        return zip(structure.letters, read).map { LetterVerdict(text: $0.text, score: $0.score * (0.5 + 0.5 * $1)) }
    }
}
