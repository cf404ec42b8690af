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
    /// Precedence is that of transformers 5: `tokenizer_config.json` names the tokens; `added_tokens_decoder` in it says
    /// how each is looked for, and where there is none, `special_tokens_map.json` overrides the names and `addedTokens`
    /// says how.
    init(folder: URL, vocabulary: Vocabulary, addedTokens: [TokenField]) throws(TokenizerError) {
        let configFile = folder.appending(path: "tokenizer_config.json")
        let config: TokenizerConfiguration? = try JSONFile.readIfPresent(configFile)
        if let field = config?.unsupported {
            throw .unsupported(path: configFile.path, field: field.name, found: field.value)
        }
        var path = configFile.path, names = config?.names ?? TokenNames()
        let known: [TokenField]
        if let decoder = config?.addedTokensDecoder {
            known = decoder.sorted { $0.key < $1.key }.map(\.value)
        } else {
            let mapFile = folder.appending(path: "special_tokens_map.json")
            if let map: TokenNames = try JSONFile.readIfPresent(mapFile) {
                names = names.overridden(by: map)
                path = mapFile.path
            }
            let addedFile = folder.appending(path: "added_tokens.json")
            let legacy: [String: Int] = try JSONFile.readIfPresent(addedFile) ?? [:]
            if let token = legacy.keys.min() {
                throw .unsupported(path: addedFile.path, field: "a token", found: token)
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
            let isNormalized = field.normalized ?? false
            tokens.append(
                SpecialToken(content: field.content, id: try id(field, "special"), isNormalized: isNormalized))
        }
        self.tokens = tokens
    }
}
