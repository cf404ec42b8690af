/// A text as the text encoder takes it.
public struct Encoding: Sendable, Hashable {
    /// How many tokens the text encoder has positions for.
    public static let length = 77

    /// Exactly ``length`` ids: start, the text's tokens, end, padding.
    public let ids: [Int]
    /// How many tokens the whole text has, start and end included; more than ``length`` when some were cut off.
    public let tokenCount: Int
    /// The part of the text that did not fit, as the tokenizer sees it: in lower case, white space folded. It may begin
    /// within a word. `nil` if everything fitted.
    public let truncated: String?
}
