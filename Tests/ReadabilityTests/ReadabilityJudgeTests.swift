import Imaging
import Readability
import Testing

struct ReadabilityJudgeTests {
    private let judge: ReadabilityJudge

    init() throws { judge = try ReadabilityJudge() }

    @Test(arguments: ["GOLD", "Harbor", "PIZZA", "jungle", "2025"], [false, true])
    func plainStencilsAreReadable(word: String, isDarkOnLight: Bool) throws {
        let stencil = try Drawn.stencil(word, isDarkOnLight: isDarkOnLight)
        let verdict = try judge.judge(stencil, expecting: word, stencil: stencil)
        #expect(verdict.score > 0.95 && verdict.structural == 1 && verdict.readsAsAnother == nil, "\(verdict)")
        #expect(verdict.letters.map(\.text).joined() == word && verdict.readAs == word, "\(verdict)")
        #expect(try judge.judge(stencil, expecting: word).score > 0.95)
    }

    @Test func noisyColoursOfOneBrightnessAreReadable() throws {
        let stencil = try Drawn.stencil("HAZEL", width: 512, height: 384)
        let verdict = try judge.judge(Drawn.coloured(stencil), expecting: "hazel", stencil: stencil)
        #expect(verdict.score > 0.9 && verdict.readAs?.lowercased() == "hazel", "\(verdict)")
        #expect(try judge.judge(Drawn.coloured(stencil), expecting: "hazel").score > 0.8)
    }

    @Test func anotherWordIsFar() throws {
        let stencil = try Drawn.stencil("GOLD"), picture = Drawn.coloured(try Drawn.stencil("MAPLE"))
        let verdict = try judge.judge(picture, expecting: "GOLD", stencil: stencil)
        #expect(verdict.score < 0.3 && verdict.readsAsAnother?.lowercased() == "maple", "\(verdict)")
        let unguided = try judge.judge(picture, expecting: "GOLD")
        #expect(unguided.score < 0.3 && unguided.readsAsAnother?.lowercased() == "maple" && unguided.structural == nil)
    }

    /// One letter of four makes another word, which is not nearly the same.
    @Test func aWordThatIsNearlyTheSameIsNotReadable() throws {
        let picture = Drawn.coloured(try Drawn.stencil("COLD"))
        let verdict = try judge.judge(picture, expecting: "GOLD")
        #expect(verdict.score < 0.6 && verdict.readsAsAnother?.lowercased() == "cold", "\(verdict)")
        #expect(try judge.judge(picture, expecting: "GOLD", stencil: Drawn.stencil("GOLD")).score < Verdict.readable)
    }

    /// A picture may follow its stencil, and the stencil say something else.
    @Test func theStencilOfAnotherWordIsNoHelp() throws {
        let stencil = try Drawn.stencil("MAPLE")
        let verdict = try judge.judge(Drawn.coloured(stencil), expecting: "GOLD", stencil: stencil)
        #expect(verdict.score < 0.5 && verdict.structural == 1, "\(verdict)")
        #expect(verdict.readsAsAnother?.lowercased() == "maple")
    }

    /// A circle's lines can't be read by a reader of lines, nor can letters one below the other.
    @Test func whatTheReaderCannotReadIsJudgedByStructure() throws {
        let stencil = try Drawn.stencil("X\nZ\nQ\nV", height: 512)
        let verdict = try judge.judge(Drawn.coloured(stencil), expecting: "QVXZJ", stencil: stencil)
        #expect(verdict.score == verdict.structural && verdict.score > 0.9, "\(verdict)")
    }

    @Test func noiseSaysNothing() throws {
        let stencil = try Drawn.stencil("GOLD")
        for seed in UInt64(1)...3 {
            let verdict = try judge.judge(Drawn.noise(seed: seed), expecting: "GOLD", stencil: stencil)
            #expect(verdict.score < 0.1 && verdict.structural == 0 && verdict.readsAsAnother == nil, "\(verdict)")
        }
        #expect(try judge.judge(Bitmap(width: 64, height: 64, colour: .white), expecting: "A").score == 0)
    }

    @Test func theLetterThatIsMissingIsTheWeakest() throws {
        let stencil = try Drawn.stencil("HAZEL")
        // The third of five letters.
        let picture = Drawn.wiped(
            Drawn.coloured(stencil, noise: -10...10), columns: 0.42..<0.62,
            colour: Colour(red: 60, green: 128, blue: 60))
        let verdict = try judge.judge(picture, expecting: "HAZEL", stencil: stencil)
        #expect(verdict.weakestLetter?.text == "Z" && verdict.score < Verdict.readable, "\(verdict)")
        #expect((verdict.weakestLetter?.score ?? 1) < 0.3 && verdict.letters.filter { $0.score > 0.7 }.count >= 3)
    }

    @Test func lettersAreWhereTheirBoxesSay() throws {
        let stencil = try Drawn.stencil("II", width: 256, height: 256)
        let boxes = [
            LetterBox(text: "first", x: 0, y: 0, width: 128, height: 256),
            LetterBox(text: "second", x: 128, y: 0, width: 128, height: 256),
            LetterBox(text: "space", x: 0, y: 0, width: 1, height: 1),
        ]
        let picture = Drawn.wiped(stencil, columns: 0.5..<1, colour: .black)
        let verdict = try judge.judge(picture, expecting: "II", stencil: stencil, letters: boxes)
        #expect(verdict.letters.map(\.text) == ["first", "second"] && verdict.weakestLetter?.text == "second")
    }

    /// Without a reader the structure decides.
    @Test func scriptsWithoutDataAreJudgedByStructure() throws {
        let word = "ⵣⴰⵎ"
        #expect(!judge.hasReader(for: word) && !judge.hasReader(for: "🍕"))
        let stencil = try Drawn.stencil("OXO")
        let verdict = try judge.judge(stencil, expecting: word, stencil: stencil)
        #expect(verdict.score == 1 && verdict.views == nil && verdict.readAs == nil)
        #expect(try judge.judge(Drawn.noise(), expecting: word, stencil: stencil).score == 0)
        #expect(try judge.judge(stencil, expecting: word).score == 0)
    }

    @Test func thumbnailsOfSmallLettersAreWorse() throws {
        let large = try Drawn.stencil("QUARTZ"),
            small = try Drawn.stencil("AMIGO QUARTZ LAGOON XENON", width: 1024, height: 256)
        #expect(try #require(judge.judge(large, expecting: "QUARTZ").views).thumbnail == 1)
        let noisy = try judge.judge(Drawn.coloured(small), expecting: "AMIGO QUARTZ LAGOON XENON")
        let views = try #require(noisy.views)
        #expect(views.full >= views.thumbnail && views.full >= views.blurred)
    }

    @Test func stencilsAreRead() throws {
        #expect(try judge.reads(Drawn.stencil("GOLD"), as: "gold") && !judge.reads(Drawn.stencil("GOLD"), as: "BOLD"))
        #expect(try judge.reads(Drawn.stencil("GRAND OPENING", isDarkOnLight: true), as: "Grand Opening"))
    }

    @Test func isTheSameEveryTime() throws {
        let stencil = try Drawn.stencil("GOLD"), picture = Drawn.coloured(stencil)
        let first = try judge.judge(picture, expecting: "GOLD", stencil: stencil)
        _ = try judge.judge(Drawn.noise(), expecting: "GOLD")
        #expect(try judge.judge(picture, expecting: "GOLD", stencil: stencil) == first)
        #expect(try ReadabilityJudge().judge(picture, expecting: "GOLD", stencil: stencil) == first)
    }

    @Test(arguments: [1, 3, 17], [1, 2, 400])
    func smallAndLongPicturesAreNoFault(width: Int, height: Int) throws {
        let picture = Drawn.noise(width: width, height: height)
        for stencil in [nil, Drawn.noise(width: width, height: height, seed: 2)] {
            let verdict = try judge.judge(picture, expecting: "A", stencil: stencil)
            #expect((0...1).contains(verdict.score))
        }
    }

    @Test func wrongInputIsTold() throws {
        let picture = Bitmap(width: 64, height: 64, colour: .white)
        #expect(throws: ReadabilityError.emptyWord) { try judge.judge(picture, expecting: " \n") }
        let other = Bitmap(width: 64, height: 32, colour: .white)
        #expect(throws: ReadabilityError.stencilSize(found: [64, 32], expected: [64, 64])) {
            try judge.judge(picture, expecting: "A", stencil: other)
        }
        #expect(ReadabilityError.noLanguageData.description.contains("apt-get install tesseract-ocr-eng"))
    }
}
