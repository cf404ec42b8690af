import Lettering
import Testing

struct LetteringErrorTests {
    @Test(arguments: [
        ("", LetteringError.nothingToDraw), (" \n\t ", .nothingToDraw), ("\u{200B}", .nothingToDraw),
        (String(repeating: "A", count: 65), .tooLong(characters: 65, limit: 64)),
        ("A\nB\nC\nD\nE", .tooManyLines(found: 5, limit: 4)), ("A\u{7}B", .controlCharacter("U+0007")),
        ("A\u{10FFFD}", .noGlyphs(["\u{10FFFD}"])),
    ])
    func texts(text: String, error: LetteringError) {
        #expect(throws: error) { try Lettering.draw(text, width: 64, height: 64) }
    }

    @Test func theLimitIsAllowed() throws {
        let picture = try Lettering.draw(String(repeating: "é", count: 64), width: 640, height: 64)
        #expect(picture.pixels.contains { $0 > 128 })
        _ = try Lettering.draw("A\nB\nC\nD", width: 64, height: 64)
    }

    @Test(arguments: [(0, 64), (64, -1), (8193, 64)])
    func sizes(width: Int, height: Int) {
        #expect(throws: LetteringError.size(width: width, height: height, limit: 8192)) {
            try Lettering.draw("A", width: width, height: height)
        }
    }

    @Test func options() {
        var options = LetteringOptions()
        options.weight = 50
        #expect(throws: LetteringError.weight(50)) { try Lettering.draw("A", width: 64, height: 64, options) }
        options.weight = 700
        options.margin = 0.5
        #expect(throws: LetteringError.margin(0.5)) { try Lettering.draw("A", width: 64, height: 64, options) }
    }

    @Test func aFamilyThatIsNotThereIsNamedWithSimilarOnes() {
        var options = LetteringOptions()
        options.font = "DejaVu Comic"
        let error = #expect(throws: LetteringError.self) { try Lettering.draw("A", width: 64, height: 64, options) }
        #expect(error?.description.contains("DejaVu Comic") == true)
        #expect(error?.description.contains("DejaVu Sans") == true)
        options.font = "dejavu sans"
        #expect(throws: Never.self) { try Lettering.draw("A", width: 64, height: 64, options) }
    }
}
