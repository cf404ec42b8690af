/// `tokenizer_config.json`, as far as it bears on the ids.
struct TokenizerConfiguration: Decodable {
    let names: TokenNames
    let addedTokensDecoder: [String: TokenField]?
    let unsupported: (name: String, value: String)?

    init(from decoder: any Decoder) throws {
        names = try TokenNames(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        addedTokensDecoder = try container.decodeIfPresent([String: TokenField].self, forKey: .addedTokensDecoder)
        unsupported = try Self.unsupported(container)
    }

    private static func unsupported(
        _ container: KeyedDecodingContainer<CodingKeys>
    ) throws -> (name: String, value: String)? {
        let length = try container.decodeIfPresent(Double.self, forKey: .modelMaxLength) ?? Double(Encoding.length)
        // Where no length was set, transformers writes 1e30.
        if length != Double(Encoding.length), length < 1e6 { return (CodingKeys.modelMaxLength.rawValue, "\(length)") }
        let name = try container.decodeIfPresent(String.self, forKey: .tokenizerClass) ?? "CLIPTokenizer"
        if !["CLIPTokenizer", "CLIPTokenizerFast"].contains(name) { return (CodingKeys.tokenizerClass.rawValue, name) }
        for key in [CodingKeys.additionalSpecialTokens, .extraSpecialTokens] where container.contains(key) {
            let list = try? container.decode([TokenField].self, forKey: key)
            let table = try? container.decode([String: TokenField].self, forKey: key)
            let isNull = try container.decodeNil(forKey: key)
            if !isNull, list?.isEmpty != true, table?.isEmpty != true { return (key.rawValue, "not empty") }
        }
        return nil
    }

    enum CodingKeys: String, CodingKey {
        case addedTokensDecoder = "added_tokens_decoder"
        case additionalSpecialTokens = "additional_special_tokens"
        case extraSpecialTokens = "extra_special_tokens"
        case modelMaxLength = "model_max_length"
        case tokenizerClass = "tokenizer_class"
    }
}
