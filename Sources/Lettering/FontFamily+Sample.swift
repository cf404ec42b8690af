extension FontFamily {
    /// The family shows itself: its name if it has the letters, else `Abc`, else some of its own characters. A family that can't
    /// be drawn with any of them has its name in the standard font.
    ///
    /// - Parameter family: one of ``installed()``.
    public static func sample(of family: String, width: Int = 256, height: Int = 64) throws(LetteringError) -> Stencil {
        var options = LetteringOptions(width: width, height: height)
        options.family = family
        let characters = Font(family: try resolve(family), weight: options.weight).characters()
        for text in texts(for: family, characters) {
            if let stencil = try? Stencil(lettering: text, options) { return stencil }
        }
        options.family = nil
        return try Stencil(lettering: String(family.prefix(LetteringText.characterLimit)), options)
    }

    private static func texts(for family: String, _ characters: [Unicode.Scalar]) -> [String] {
        let own = Set(characters)
        let latin = [String(family.prefix(32)), "Abc"].filter { text in
            text.unicodeScalars.allSatisfy { $0 == " " || own.contains($0) }
        }
        return latin
            + [samples.first { own.isSuperset(of: $0.unicodeScalars) }, ownCharacters(characters)].compactMap(\.self)
    }

    /// What those who read a script know it by; the rest are shown by their first letters.
    private static let samples = [
        "أبجد", "אבגד", "कखग", "কখগ", "ਕਖਗ", "કખગ", "କଖଗ", "கஙச", "కఖగ", "ಕಖಗ", "കഖഗ", "කඛග", "กขค", "ກຂຄ", "ཀཁག",
        "ကခဂ",
        "აბგ", "Աբգ", "አበገ", "កខគ", "永あア", "永", "가나다", "😀🍕🚀",
    ]

    private static func ownCharacters(_ characters: [Unicode.Scalar]) -> String? {
        func some(_ categories: [Unicode.GeneralCategory]) -> [Unicode.Scalar] {
            characters.filter { categories.contains($0.properties.generalCategory) }
        }
        let letters = some([.uppercaseLetter, .lowercaseLetter, .otherLetter]),
            symbols = some([.otherSymbol, .mathSymbol])
        let shown = letters.isEmpty ? symbols : letters
        return shown.isEmpty ? nil : String(String.UnicodeScalarView(shown.prefix(3)))
    }
}
