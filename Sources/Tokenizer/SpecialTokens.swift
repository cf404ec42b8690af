import Foundation

/// The tokens around a text, and all those that are found in a text as written.
struct SpecialTokens {
    let start: Int
    let end: Int
    let padding: Int
    /// Stands for a byte that the vocabulary lacks.
    let unknown: Int
    let tokens: [SpecialToken]

    /// `addedTokens` are those of `tokenizer.json`.
    ///
    /// Precedence is that of transformers 5: `tokenizer_config.json` names the tokens; `added_tokens_decoder` in it says how
    /// each is looked for, and where there is none, `special_tokens_map.json` overrides the names and `addedTokens` says how.
    init(folder: URL, vocabulary: Vocabulary, addedTokens: [TokenField]) throws(TokenizerError) {
        let configFile = folder.appending(path: "tokenizer_config.json")
        let config: Configuration? = try JSONFile.readIfPresent(configFile)
        if let field = config?.unsupported { throw .unsupported(path: configFile.path, field: field.name, found: field.value) }
        var path = configFile.path, names = config?.names ?? Names()
        let known: [TokenField]
        if let decoder = config?.addedTokensDecoder {
            known = decoder.sorted { $0.key.localizedStandardCompare($1.key) == .orderedAscending }.map(\.value)
        } else {
            let mapFile = folder.appending(path: "special_tokens_map.json")
            if let map: Names = try JSONFile.readIfPresent(mapFile) {
                names = names.overridden(by: map)
                path = mapFile.path
            }
            known = addedTokens
        }
        let ids = vocabulary.ids
        func id(_ field: TokenField, _ role: String) throws(TokenizerError) -> Int {
            if let flag = field.unsupported {
                throw .unsupported(path: path, field: "\(flag) of the \(role) token", found: "true")
            }
            guard let id = ids[field.content] else {
                throw .tokenNotInVocabulary(path: path, role: role, token: field.content)
            }
            return id
        }
        start = try id(names.start, "start")
        end = try id(names.end, "end")
        unknown = try id(names.unknown, "unknown")
        padding = try id(names.padding, "padding")

        var tokens: [SpecialToken] = []
        for field in known {
            let isNormalized = field.normalized ?? false
            tokens.append(SpecialToken(content: field.content, id: try id(field, "added"), isNormalized: isNormalized))
        }
        // Of several spellings of one token the last counts, but a repetition doesn't.
        var named: [TokenField] = []
        for field in [names.start, names.end, names.unknown, names.padding] where !named.contains(field) {
            named.append(field)
        }
        let isKnown = Set(known.map(\.content))
        for field in named where !isKnown.contains(field.content) {
            tokens.removeAll { $0.content == field.content }
            tokens.append(
                SpecialToken(content: field.content, id: try id(field, "special"), isNormalized: field.normalized ?? false))
        }
        self.tokens = tokens
    }
}

/// Which token has which role.
private struct Names: Decodable {
    private let bos, eos, unk, pad: TokenField?

    init() { (bos, eos, unk, pad) = (nil, nil, nil, nil) }

    private init(bos: TokenField?, eos: TokenField?, unk: TokenField?, pad: TokenField?) {
        (self.bos, self.eos, self.unk, self.pad) = (bos, eos, unk, pad)
    }

    var start: TokenField { bos ?? TokenField("<|startoftext|>") }
    var end: TokenField { eos ?? TokenField("<|endoftext|>") }
    var unknown: TokenField { unk ?? TokenField("<|endoftext|>") }
    var padding: TokenField { pad ?? TokenField("<|endoftext|>") }

    func overridden(by other: Names) -> Names {
        Names(bos: other.bos ?? bos, eos: other.eos ?? eos, unk: other.unk ?? unk, pad: other.pad ?? pad)
    }

    enum CodingKeys: String, CodingKey {
        case bos = "bos_token"
        case eos = "eos_token"
        case unk = "unk_token"
        case pad = "pad_token"
    }
}

/// `tokenizer_config.json`, as far as it bears on the ids.
private struct Configuration: Decodable {
    let names: Names
    let addedTokensDecoder: [String: TokenField]?
    let unsupported: (name: String, value: String)?

    init(from decoder: any Decoder) throws {
        names = try Names(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        addedTokensDecoder = try container.decodeIfPresent([String: TokenField].self, forKey: .addedTokensDecoder)
        let length = try container.decodeIfPresent(Double.self, forKey: .modelMaxLength) ?? Double(Encoding.length)
        let name = try container.decodeIfPresent(String.self, forKey: .tokenizerClass) ?? "CLIPTokenizer"
        // Where no length was set, transformers writes 1e30.
        if length != Double(Encoding.length), length < 1e6 {
            unsupported = (CodingKeys.modelMaxLength.rawValue, "\(length)")
        } else if !["CLIPTokenizer", "CLIPTokenizerFast"].contains(name) {
            unsupported = (CodingKeys.tokenizerClass.rawValue, name)
        } else {
            unsupported = nil
        }
    }

    enum CodingKeys: String, CodingKey {
        case addedTokensDecoder = "added_tokens_decoder"
        case modelMaxLength = "model_max_length"
        case tokenizerClass = "tokenizer_class"
    }
}
