import Lettering
import Testing

@Suite(
    .enabled(
        if: FontFamily.installed().contains("Noto Color Emoji"),
        "Noto Color Emoji is not installed: Debian's fonts-noto-color-emoji"))
struct EmojiTests {
    @Test(arguments: ["😀", "🍕", "❤️", "👨‍👩‍👧", "🐼", "🎱"])
    func isASilhouetteOfItsOwn(emoji: String) throws {
        let stencil = try drawn(emoji)
        #expect(stencil.letters.map(\.text) == [emoji])
        let ink = try #require(stencil.inkBox())
        #expect(max(ink.width, ink.height) >= 110)
        #expect(stencil.inkShare > 0.15 && stencil.inkShare < 0.8)
        // Two tones: letters' edges alone are in between.
        #expect(stencil.grey.count { $0 > 20 && $0 < 235 } < stencil.grey.count / 10)
    }

    @Test func aFaceKeepsItsEyes() throws {
        let stencil = try drawn("😀")
        // Down the column of the left eye: face, eye, face.
        let column = (16..<80).map { stencil.grey[$0 * 128 + 46] > 128 }
        let changes = zip(column, column.dropFirst()).count { $0 != $1 }
        #expect(changes >= 2, "\(column)")
        #expect(try drawn("😀").difference(from: drawn("😡")) > 5)
    }

    @Test func goesAlongWithLetters() throws {
        for layout in LetteringOptions.Layout.allCases {
            let stencil = try drawn("I ❤️ NY") {
                $0.layout = layout
                $0.outline = layout == .wave ? 0.05 : 0
            }
            #expect(stencil.letters.map(\.text) == ["I", "❤️", "N", "Y"])
        }
    }

    @Test func isPartOfThePath() throws {
        let svg = try drawn("🍕").svg
        #expect(svg.contains("C") && !svg.contains("<image"))
    }
}
