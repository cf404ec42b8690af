/// A special token as the files spell it: its text alone, or an object with how it is looked for.
struct TokenField: Decodable, Equatable {
    let content: String
    /// nil where the text stands alone, or the object doesn't say.
    let normalized: Bool?
    /// The name of a property that is set and not supported.
    let unsupported: String?

    init(_ content: String, normalized: Bool? = nil, unsupported: String? = nil) {
        self.content = content
        self.normalized = normalized
        self.unsupported = unsupported
    }

    init(from decoder: any Decoder) throws {
        if let content = try? decoder.singleValueContainer().decode(String.self) {
            self.init(content)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let flags: [CodingKeys] = [.lstrip, .rstrip, .singleWord]
        self.init(
            try container.decode(String.self, forKey: .content),
            normalized: try container.decodeIfPresent(Bool.self, forKey: .normalized),
            unsupported: try flags.first { try container.decodeIfPresent(Bool.self, forKey: $0) == true }?.rawValue)
    }

    private enum CodingKeys: String, CodingKey {
        case content, normalized, lstrip, rstrip
        case singleWord = "single_word"
    }
}
