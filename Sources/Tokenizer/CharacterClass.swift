/// What the pieces of a text are told apart by: the regular expressions' `\p{L}`, `\p{N}`, `\s` and the rest.
enum CharacterClass {
    case letter, number, space, other

    /// As of **Unicode 16.0**, which the tokenizers library's regular expressions follow; to them a letter of a later
    /// version is no letter yet.
    init(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "a"..."z", "A"..."Z": self = .letter
        case "0"..."9": self = .number
        case " ", "\t"..."\r": self = .space
        case "\0"..."\u{7F}": self = .other
        default: self = Self.beyondASCII(scalar.properties)
        }
    }

    private static func beyondASCII(_ properties: Unicode.Scalar.Properties) -> CharacterClass {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            isKnown(properties) ? .letter : .other
        case .decimalNumber, .letterNumber, .otherNumber: isKnown(properties) ? .number : .other
        default: properties.isWhitespace ? .space : .other
        }
    }

    private static func isKnown(_ properties: Unicode.Scalar.Properties) -> Bool {
        guard let age = properties.age else { return false }
        return age.major <= 16
    }
}
