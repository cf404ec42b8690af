/// A text that can be drawn: checked, and as lines of words.
struct LetteringText: Hashable {
    static let characterLimit = 64
    static let lineLimit = 4
    /// Of code points, in case someone stacks accents by the thousand.
    private static let scalarLimit = 512

    /// Words of each line; none is empty. One line unless the text has line breaks.
    let lines: [[String]]

    init(_ text: String, _ letterCase: LetteringOptions.Case) throws(LetteringError) {
        guard text.unicodeScalars.count <= Self.scalarLimit, text.count <= Self.characterLimit else {
            throw .tooLong(found: max(text.count, Self.characterLimit + 1), limit: Self.characterLimit)
        }
        let unprintable = text.unicodeScalars.filter { !Self.isPrintable($0) }
        guard unprintable.isEmpty else { throw .unprintable(Array(unprintable)) }

        lines = letterCase.applied(to: text).split(whereSeparator: \.isNewline)
            .map { line in line.split { $0 == " " || $0 == "\t" }.map(String.init) }
            .filter { !$0.isEmpty }
        guard !lines.isEmpty else { throw .empty }
        guard lines.count <= Self.lineLimit else { throw .tooManyLines(found: lines.count, limit: Self.lineLimit) }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: ["\t", "\n", "\r", "\u{85}"].contains(scalar)
        case .unassigned, .surrogate: false
        default: true
        }
    }
}
