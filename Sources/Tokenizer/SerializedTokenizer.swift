/// `tokenizer.json`, as far as it is used: the class CLIPTokenizer brings normalisation and the rest itself.
struct SerializedTokenizer: Decodable {
    let model: Model
    let addedTokens: [TokenField]?

    enum CodingKeys: String, CodingKey {
        case model
        case addedTokens = "added_tokens"
    }

    struct Model: Decodable {
        let vocab: [String: Int]
        let merges: [Merge]
    }

    /// `"a b"` in older files, `["a", "b"]` in newer ones.
    struct Merge: Decodable {
        let parts: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let parts = try? container.decode([String].self) {
                self.parts = parts
            } else {
                parts = try container.decode(String.self).split(separator: " ", omittingEmptySubsequences: false)
                    .map(String.init)
            }
        }
    }

    /// A merge's line is its place in the list, from one.
    func vocabulary(path: String) throws(TokenizerError) -> Vocabulary {
        var merges: [(left: String, right: String, line: Int)] = []
        for (index, merge) in model.merges.enumerated() {
            guard merge.parts.count == 2 else {
                throw .malformedMerge(path: path, line: index + 1, found: merge.parts.joined(separator: " "))
            }
            merges.append((merge.parts[0], merge.parts[1], index + 1))
        }
        return try Vocabulary(ids: model.vocab, merges: merges, path: path, mergesPath: path)
    }
}
