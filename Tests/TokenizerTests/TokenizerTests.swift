import Foundation
import Testing
import Tokenizer

@Suite struct TokenizerTests {
    /// A thousand texts, the hard ones first.
    @Test func idsAreTransformers() throws {
        let golden = try TokenizerGolden.load(), tokenizer = try Tokenizer(folder: golden.folder)
        #expect(golden.cases.count >= 1000)
        for golden in golden.cases {
            let encoding = tokenizer.encode(golden.text)
            #expect(Array(encoding.ids.prefix(golden.ids.count)) == golden.ids, "\(golden.text.debugDescription)")
            #expect(encoding.ids.count == 77)
            #expect(encoding.ids.dropFirst(golden.ids.count).allSatisfy { $0 == tokenizer.encode("").ids[1] })
            #expect(encoding.tokenCount == golden.tokens)
            #expect((encoding.truncated != nil) == (golden.tokens > 77))
        }
    }

    @Test func reportsWhatDidNotFit() throws {
        let tokenizer = try Tokenizer(folder: TokenizerGolden.load().folder)
        // "pizza" is one token: 75 fit.
        let pizza = "Pizza "
        #expect(tokenizer.encode(String(repeating: pizza, count: 75)).truncated == nil)
        #expect(tokenizer.encode(String(repeating: pizza, count: 75) + " Gold  PIZZA").truncated == "gold pizza")
        // A word may be cut in two, a character may not.
        let cut = tokenizer.encode(String(repeating: "🍕", count: 60))
        #expect(cut.truncated?.allSatisfy { $0 == "🍕" } == true)
        #expect(cut.tokenCount > 77)
        #expect(tokenizer.encode(String(repeating: pizza, count: 75) + "<|endoftext|>").truncated == "<|endoftext|>")
    }

    /// A prompt takes milliseconds, and a giant word is no worse: four times the text, about four times the time.
    @Test(arguments: ["a photo of a pizza, ", "pizza", "é", "a\u{301}\u{323}", "🍕", "'", "<|endoftext|>", "<|ENDOFTEXT|", "\u{301}"])
    func timeGoesWithLength(unit: String) throws {
        let tokenizer = try Tokenizer(folder: TokenizerGolden.load().folder)
        func seconds(_ scalars: Int) -> Double {
            let text = String(repeating: unit, count: scalars / unit.unicodeScalars.count)
            return (0..<5).map { _ in
                let clock = ContinuousClock(), start = clock.now
                _ = tokenizer.encode(text)
                return (clock.now - start) / .seconds(1)
            }.min() ?? 0
        }
        #expect(seconds(4_000) < 0.05)
        #expect(seconds(128_000) < 8 * seconds(32_000))
    }
}

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
    var folder: String { Self.goldens.appending(path: tokenizer).path }

    static func load() throws -> TokenizerGolden {
        try JSONDecoder().decode(Self.self, from: Data(contentsOf: goldens.appending(path: "tokenizer.json")))
    }
}
