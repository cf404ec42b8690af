/// A token that is found in a text as it is written, before the text is cut into words.
struct SpecialToken: Sendable, Hashable {
    let content: String
    let id: Int
    /// Whether it is looked for in the normalised text (so in capitals too) or in the text as given.
    let isNormalized: Bool
}
