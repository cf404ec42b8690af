/// What keeps a word from being drawn.
public enum LetteringError: Error, Sendable, Hashable {
    /// No characters, or none that leave ink.
    case nothingToDraw
    case tooLong(characters: Int, limit: Int)
    case tooManyLines(found: Int, limit: Int)
    /// A control character, by its code such as `U+0007`.
    case controlCharacter(String)
    /// Characters that no font of this machine has.
    case noGlyphs([Character])
    case noFamily(String, similar: [String])
    case noFonts
    case weight(Int)
    case margin(Double)
    case size(width: Int, height: Int, limit: Int)
}

extension LetteringError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .nothingToDraw: "the text is empty; give at least one letter"
        case .tooLong(let characters, let limit): "the text has \(characters) characters; it may have \(limit)"
        case .tooManyLines(let found, let limit): "the text has \(found) lines; it may have \(limit)"
        case .controlCharacter(let code): "the text has the control character \(code); leave it out"
        case .noGlyphs(let characters):
            "no font here has \(characters.map { "\"\($0)\"" }.joined(separator: ", ")) of the text; "
                + "install one that has (Debian: fonts-noto-core)"
        case .noFamily(let family, let similar):
            "there is no font family \(family)"
                + (similar.isEmpty
                    ? "; fc-list has those that there are" : "; similar: \(similar.joined(separator: ", "))")
        case .noFonts: "no fonts are installed (Debian: apt-get install fonts-dejavu-core)"
        case .weight(let found): "the weight is \(found); it must be from 100 to 1000"
        case .margin(let found): "the margin is \(found); it must be from 0 to 0.4"
        case .size(let width, let height, let limit):
            "the size is \(width) x \(height); both sides must be from 1 to \(limit)"
        }
    }
}
