/// How well a picture says its word.
public struct Reading: Sendable, Hashable, Codable {
    /// 0 to 1; from 0.8 on a person reads it at a glance. See docs/readability.md.
    public var readability: Double
    /// What the reader makes of it; nil for nothing.
    public var readAs: String?
    /// Letter by letter, in the word's order.
    public var letters: [Letter]
    /// Another word of the dictionary that it says.
    public var anotherWord: String?

    public struct Letter: Sendable, Hashable, Codable {
        public var text: String
        /// 0 to 1.
        public var readability: Double

        public init(text: String, readability: Double) {
            self.text = text
            self.readability = readability
        }
    }

    enum CodingKeys: String, CodingKey {
        case readability
        case readAs = "read_as"
        case letters
        case anotherWord = "reads_as_another_word"
    }

    public init(readability: Double, readAs: String?, letters: [Letter], anotherWord: String? = nil) {
        self.readability = readability
        self.readAs = readAs
        self.letters = letters
        self.anotherWord = anotherWord
    }
}
