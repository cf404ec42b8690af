import Foundation
import Testing
import Tokenizer

@Suite struct TokenizerTests {
    /// A thousand prompts, the hard ones first, and texts that go by Unicode's fine print.
    @Test(arguments: TokenizerGolden.files)
    func idsAreTransformers(file: String) throws {
        let golden = try TokenizerGolden.load(file), tokenizer = try Tokenizer(folder: golden.folder)
        #expect(golden.cases.count >= 500)
        let end = try #require(tokenizer.encode("").ids.last)
        for golden in golden.cases {
            let encoding = tokenizer.encode(golden.text)
            let padding = Array(repeating: end, count: 77 - golden.ids.count)
            #expect(encoding.ids == golden.ids + padding, "\(golden.text.debugDescription)")
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

    /// Sixteen times the text takes about sixteen times as long, be it one giant word; a quadratic step would take 256.
    @Test(arguments: [
        "a photo of a pizza, ", "pizza", "é", "a\u{301}\u{323}", "🍕", "'", "<|endoftext|>", "<|ENDOFTEXT|", "\u{301}",
    ])
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
        #expect(seconds(4_000) < 0.1)
        #expect(seconds(128_000) < 100 * seconds(8_000))
    }
}
