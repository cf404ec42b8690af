/// What can be wrong with a tokenizer's files.
public enum TokenizerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A file that can't be read.
    case unreadable(path: String, reason: String)
    /// A folder with neither `vocab.json` and `merges.txt` nor `tokenizer.json`, or with only one of the pair.
    case missing(path: String)
    case tooLarge(path: String, bytes: Int, limit: Int)
    /// Not JSON, or JSON of another structure.
    case notJSON(path: String, reason: String)
    /// An id below zero or not below the limit.
    case idOutOfRange(path: String, token: String, id: Int, limit: Int)
    case idUsedTwice(path: String, id: Int, tokens: [String])
    /// A line of the merges that isn't two tokens with a space between them; lines count from one.
    case malformedMerge(path: String, line: Int, found: String)
    /// A merge one of whose tokens, or whose result, isn't in the vocabulary.
    case mergeNotInVocabulary(path: String, line: Int, token: String)
    /// A token that no merge makes, so that no text has it.
    case noMergeMakes(path: String, token: String)
    case tokenNotInVocabulary(path: String, role: String, token: String)
    /// A field whose value would change the ids and that this tokenizer doesn't have.
    case unsupported(path: String, field: String, found: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path): can't be read: \(reason)"
        case .missing(let path):
            "\(path): no such file; a tokenizer is the two files vocab.json and merges.txt, or tokenizer.json alone"
        case .tooLarge(let path, let bytes, let limit): "\(path): \(bytes) bytes; at most \(limit) are read"
        case .notJSON(let path, let reason): "\(path): not the JSON of a tokenizer: \(reason)"
        case .idOutOfRange(let path, let token, let id, let limit):
            "\(path): the token \(quoted(token)) has the id \(id); ids run from 0 to \(limit - 1)"
        case .idUsedTwice(let path, let id, let tokens):
            "\(path): \(tokens.map(quoted).joined(separator: " and ")) have the same id, \(id)"
        case .malformedMerge(let path, let line, let found):
            "\(path), line \(line): \(quoted(found)) is not two tokens with a space between them"
        case .mergeNotInVocabulary(let path, let line, let token):
            "\(path), line \(line): the token \(quoted(token)) is not in the vocabulary; do the two belong together?"
        case .noMergeMakes(let path, let token):
            "\(path): no merge makes the vocabulary's token \(quoted(token)); is the file cut short?"
        case .tokenNotInVocabulary(let path, let role, let token):
            "\(path): the \(role) token \(quoted(token)) is not in the vocabulary"
        case .unsupported(let path, let field, let found):
            "\(path): \(field) is \(quoted(found)), which isn't supported"
        }
    }

    /// In quotation marks, with control characters escaped, and cut where a file is hostile.
    private func quoted(_ text: String) -> String { String(text.prefix(80)).debugDescription }
}
