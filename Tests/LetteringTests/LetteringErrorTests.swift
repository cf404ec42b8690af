import Lettering
import Testing

struct LetteringErrorTests {
    private func error(_ text: String, _ options: LetteringOptions = LetteringOptions(width: 64, height: 64))
        -> LetteringError?
    {
        #expect(throws: LetteringError.self) { try Stencil(lettering: text, options) }
    }

    @Test(arguments: [
        ("", LetteringError.empty), (" \n\t ", .empty), ("\u{200B}", .empty),
        (String(repeating: "A", count: 65), .tooLong(found: 65, limit: 64)),
        (String(repeating: "A", count: 10_000), .tooLong(found: 10_000, limit: 64)),
        // One character to a reader, and a hundred thousand code points.
        ("A" + String(repeating: "\u{301}", count: 100_000), .tooLong(found: 65, limit: 64)),
        ("A\nB\nC\nD\nE", .tooManyLines(found: 5, limit: 4)), ("A\u{7}B", .unprintable(["\u{7}"])),
        ("A\u{F0000}", .missingCharacters(["\u{F0000}"])),
    ])
    func texts(text: String, expected: LetteringError) { #expect(error(text) == expected) }

    @Test func theLimitIsAllowed() throws {
        let options = LetteringOptions(width: 640, height: 64)
        let stencil = try Stencil(lettering: String(repeating: "é", count: 64), options)
        #expect(stencil.grey.contains { $0 > 64 } && stencil.letters.count == 64)
        _ = try Stencil(lettering: "A\nB\nC\nD", LetteringOptions(width: 64, height: 64))
    }

    struct Change: Sendable {
        let name: String
        let apply: @Sendable (inout LetteringOptions) -> Void
    }

    @Test(arguments: [
        Change(name: "width") { $0.width = 7 }, Change(name: "height") { $0.height = 8193 },
        Change(name: "weight") { $0.weight = 50 }, Change(name: "margin") { $0.margin = 0.5 },
        Change(name: "margin") { $0.margin = .nan },
        Change(name: "margin") {
            ($0.width, $0.height, $0.margin) = (85, 8, 0.4)
        }, Change(name: "line spacing") { $0.lineSpacing = -1 },
        Change(name: "line spacing") { $0.lineSpacing = .infinity },
        Change(name: "letter spacing") { $0.letterSpacing = -0.11 },
        Change(name: "letter spacing") { $0.letterSpacing = .nan },
        Change(name: "outline") { $0.outline = 0.005 }, Change(name: "outline") { $0.outline = .nan },
        Change(name: "outline") { $0.outline = -0.1 },
    ])
    func optionsOutOfRange(change: Change) {
        var options = LetteringOptions(width: 64, height: 64)
        change.apply(&options)
        guard case .option(name: change.name, _, _) = error("A", options) else {
            Issue.record("\(change.name)")
            return
        }
    }

    @Test func aFamilyThatIsNotThereIsNamed() throws {
        var options = LetteringOptions(width: 64, height: 64)
        options.family = "No Such Family"
        let message = try #require(error("A", options)).description
        #expect(message.contains("No Such Family is not installed") && message.contains("there are"))
        for family in ["dejavu sans", "Sans"] {
            options.family = family
            #expect(throws: Never.self) { try Stencil(lettering: "A", options) }
        }
    }
}
