/// What CLIP's tokenizer makes of a text before it cuts it into pieces: normalisation form C, each run of white space one
/// space, lower case scalar by scalar (so a final sigma isn't told from the others, and U+0130 becomes i and a dot).
enum TextNormalizer {
    static func normalize(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var afterSpace = false
        for scalar in CanonicalComposition.shared.compose(scalars) {
            let isSpace = CharacterClass(scalar) == .space
            if !isSpace {
                appendLowercase(scalar, to: &result)
            } else if !afterSpace {
                result.append(" ")
            }
            afterSpace = isSpace
        }
        return result
    }

    private static func appendLowercase(_ scalar: Unicode.Scalar, to result: inout [Unicode.Scalar]) {
        switch scalar {
        case "A"..."Z": result.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
        case "\0"..."\u{7F}": result.append(scalar)
        default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }
}
