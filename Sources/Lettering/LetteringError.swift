/// Why a text can't be drawn.
public enum LetteringError: Error, Sendable, Hashable {
    /// Nothing in it leaves ink.
    case empty
    /// `found` and `limit` in characters as a reader counts them.
    case tooLong(found: Int, limit: Int)
    case tooManyLines(found: Int, limit: Int)
    /// Control characters and code points that stand for nothing.
    case unprintable([Unicode.Scalar])
    /// No installed font has these.
    case missingCharacters([Unicode.Scalar])
    /// `installed` are the families that there are.
    case missingFamily(String, installed: [String])
    case noFonts
    /// An option outside its range.
    case option(name: String, found: String, allowed: String)
    /// Cairo failed where it should not.
    case library
}

extension LetteringError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .empty: "the text has nothing that can be drawn; give it at least one letter"
        case .tooLong(let found, let limit): "the text has \(found) characters, of at most \(limit)"
        case .tooManyLines(let found, let limit): "the text has \(found) lines, of at most \(limit)"
        case .unprintable(let scalars): "the text has characters that can't be printed: \(Self.codes(of: scalars))"
        case .missingCharacters(let scalars):
            "no installed font has \(Self.names(of: scalars)); install one that does, as Debian's fonts-noto-core, "
                + "fonts-noto-cjk or fonts-noto-color-emoji"
        case .missingFamily(let family, let installed):
            "the font \(family) is not installed; there are \(installed.prefix(20).joined(separator: ", "))"
                + (installed.count > 20 ? " and \(installed.count - 20) more" : "")
        case .noFonts: "no font is installed; install one, as Debian's fonts-dejavu-core"
        case .option(let name, let found, let allowed): "\(name) is \(found); it must be \(allowed)"
        case .library: "Cairo failed to draw the text"
        }
    }

    private static func codes(of scalars: [Unicode.Scalar]) -> String {
        scalars.prefix(10).map { "U+" + hexadecimal($0) }.joined(separator: ", ")
    }

    private static func names(of scalars: [Unicode.Scalar]) -> String {
        scalars.prefix(10).map { "\($0) (U+\(hexadecimal($0)))" }.joined(separator: ", ")
    }

    private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(4 - digits.count, 0)) + digits
    }
}
