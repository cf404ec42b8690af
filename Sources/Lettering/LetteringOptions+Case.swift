extension LetteringOptions.Case {
    func applied(to text: String) -> String {
        switch self {
        case .asTyped: text
        case .upper: text.uppercased()
        case .lower: text.lowercased()
        case .title: Self.titled(text)
        }
    }

    /// A word begins after anything but letters, their marks, digits and apostrophes.
    private static func titled(_ text: String) -> String {
        var isInWord = false
        return text.map { character in
            guard character.isLetter else {
                isInWord = character.isNumber || isInWord && (character == "'" || character == "’")
                return String(character)
            }
            defer { isInWord = true }
            if isInWord { return character.lowercased() }
            let scalars = character.unicodeScalars
            return (scalars.first?.properties.titlecaseMapping ?? "")
                + String(String.UnicodeScalarView(scalars.dropFirst()))
        }.joined()
    }
}
