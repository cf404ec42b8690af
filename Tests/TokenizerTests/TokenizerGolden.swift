import Foundation

/// What transformers' CLIPTokenizer makes of a vocabulary and some texts.
struct TokenizerGolden: Decodable {
    struct Case: Decodable {
        let text: String
        let ids: [Int]
        let tokens: Int
    }

    let tokenizer: String
    let cases: [Case]

    static let goldens = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Goldens")

    /// The committed ones, and one that `TOKENIZER_GOLDEN` names: Tools/reference/tokenizer_ids.py writes such.
    static let files =
        ["tokenizer.json", "tokenizer_unicode.json"].map { goldens.appending(path: $0).path }
        + [ProcessInfo.processInfo.environment["TOKENIZER_GOLDEN"]].compactMap { $0 }

    var folder: String { Self.goldens.appending(path: tokenizer).path }

    static func load(_ file: String = files[0]) throws -> TokenizerGolden {
        try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: file)))
    }
}
