import Lettering
import Testing

struct OptionTests {
    @Test(arguments: [
        (LetteringOptions.Polarity.darkOnLight, UInt8(0), UInt8(255)), (.lightOnDark, 255, 0), (.darkOnGrey, 0, 128),
        (.lightOnGrey, 255, 128),
    ])
    func polarities(polarity: LetteringOptions.Polarity, letters: UInt8, ground: UInt8) throws {
        let stencil = try drawn("GOLD") { $0.polarity = polarity }
        #expect(stencil.grey[0] == ground && stencil.grey.contains(letters))
        #expect(stencil.grey.allSatisfy { min(letters, ground) <= $0 && $0 <= max(letters, ground) })
        #expect(polarity.letters == letters && polarity.ground == ground)
        #expect(stencil.letters == (try drawn("GOLD")).letters)
    }

    @Test func choicesAreSpeltAsPublished() {
        #expect(LetteringOptions.Case.allCases.map(\.rawValue) == ["as_typed", "upper", "lower", "title"])
        #expect(LetteringOptions.Alignment.allCases.map(\.rawValue) == ["left", "centre", "right"])
        #expect(
            LetteringOptions.Layout.allCases.map(\.rawValue)
                == ["straight", "arc", "circle", "wave", "stacked", "vertical"])
        #expect(
            LetteringOptions.Polarity.allCases.map(\.rawValue)
                == ["dark_on_light", "light_on_dark", "dark_on_grey", "light_on_grey"])
    }

    @Test(arguments: [
        ("grand OPENING day", LetteringOptions.Case.upper, "GRANDOPENINGDAY"), ("GRAND Día", .lower, "granddía"),
        ("don't STOP 2nd jean-luc", .title, "Don'tStop2ndJean-Luc"), ("straße", .upper, "STRASSE"),
        ("As Typed", .asTyped, "AsTyped"), ("éclair", .title, "Éclair"),
    ])
    func cases(text: String, letterCase: LetteringOptions.Case, expected: String) throws {
        let stencil = try drawn(text, width: 256) { $0.letterCase = letterCase }
        #expect(stencil.letters.map(\.text).joined() == expected)
    }

    @Test func shorterLinesAreWhereTheyAreAligned() throws {
        func short(_ align: LetteringOptions.Alignment) throws -> Stencil.Letter {
            try #require(try drawn("WIDER\nI", width: 256) { $0.align = align }.letters.last)
        }
        let left = try short(.left), centre = try short(.centre), right = try short(.right)
        #expect(abs(left.left - 8) <= 1 && abs(right.right - 248) <= 1)
        #expect(abs(centre.left + centre.right - 256) <= 2)
    }

    /// At one type size the word gets wider, so that in a frame it gets lower.
    @Test func letterSpacingMovesLettersApart() throws {
        let tight = try drawn("WORD"), wide = try drawn("WORD") { $0.letterSpacing = 0.3 }
        #expect(try #require(wide.inkBox()).height < (try #require(tight.inkBox())).height)
        func gap(_ stencil: Stencil) -> Int { stencil.letters[1].left - stencil.letters[0].right }
        #expect(gap(wide) > gap(tight) + 3)
        let narrow = try drawn("WORD") { $0.letterSpacing = -0.1 }
        #expect(try #require(narrow.inkBox()).height > (try #require(tight.inkBox())).height)
    }

    @Test func letterSpacingLeavesJoinedScriptsAsTheyAre() throws {
        for layout in LetteringOptions.Layout.allCases {
            let plain = try drawn("عربي جميل") { $0.layout = layout }
            let spaced = try drawn("عربي جميل") {
                $0.layout = layout
                $0.letterSpacing = 0.5
            }
            if layout != .circle { #expect(plain.grey == spaced.grey, "\(layout)") }
        }
        // Beside them, Latin letters move.
        func letters(_ space: Double) throws -> [Stencil.Letter] {
            try drawn("عربي ABC", width: 256, height: 40) { $0.letterSpacing = space }.letters
        }
        #expect(try letters(0.5) != letters(0))
    }

    @Test func lineSpacingMovesLinesApart() throws {
        func gap(_ space: Double) throws -> Int {
            let letters = try drawn("H\nH", width: 256, height: 256) { $0.lineSpacing = space }.letters
            return letters[1].top - letters[0].bottom
        }
        #expect(try gap(0) < 3 && gap(0.15) > 8 && gap(1) > gap(0.15) + 20)
    }

    @Test(arguments: ["GOLD", "عربي"])
    func outlinesAreHollow(text: String) throws {
        let full = try drawn(text, width: 256), outline = try drawn(text, width: 256) { $0.outline = 0.03 }
        #expect(outline.inkShare < 0.6 * full.inkShare && outline.inkShare > 0.1 * full.inkShare)
        let wider = try drawn(text, width: 256) { $0.outline = 0.08 }
        #expect(wider.inkShare > 1.5 * outline.inkShare)
    }

    /// Where the stroke of a joined script's letters overlap, no line shows: no more contours than the filled word has.
    @Test func outlinesOfJoinedScriptsHaveNoSeams() throws {
        let svg = try drawn("بببب", width: 512) { $0.outline = 0.03 }.svg
        // One body and four dots.
        #expect(svg.count { $0 == "Z" } == 5)
    }

    @Test func otherWeightsAreOtherLetters() throws {
        #expect(try drawn("III") { $0.weight = 700 }.inkShare > drawn("III") { $0.weight = 400 }.inkShare)
    }
}
