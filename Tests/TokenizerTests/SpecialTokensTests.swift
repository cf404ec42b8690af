import Foundation
import Testing
import Tokenizer

/// Tokens that are found in a text as written, by what a folder's files say of them.
@Suite struct SpecialTokensTests {
    @Test(arguments: try SpecialTokensGolden.load())
    func idsAreTransformers(golden: SpecialTokensGolden) throws {
        let folder = try TokenizerFolder(copying: "vocab.json", "merges.txt")
        for (file, content) in golden.files { try folder.write(file, Data(content.utf8)) }
        let tokenizer = try folder.tokenizer()
        for text in golden.texts {
            let padding = Array(repeating: golden.padding, count: 77 - text.ids.count)
            #expect(tokenizer.encode(text.text).ids == text.ids + padding, "\(text.text.debugDescription)")
        }
    }
}

struct SpecialTokensGolden: Decodable, Sendable, CustomStringConvertible {
    struct Text: Decodable, Sendable {
        let text: String
        let ids: [Int]
    }

    let name: String
    /// Name to content.
    let files: [String: String]
    let padding: Int
    let texts: [Text]

    var description: String { name }

    static func load() throws -> [SpecialTokensGolden] {
        struct File: Decodable { let cases: [SpecialTokensGolden] }
        let file = TokenizerGolden.goldens.appending(path: "tokenizer_special.json")
        return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
    }
}
