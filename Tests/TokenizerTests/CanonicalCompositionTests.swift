import Foundation
import Testing
import Tokenizer

@Suite struct CanonicalCompositionTests {
    /// The ranges that are searched for decompositions miss none: a newer standard library must not add to them unseen.
    @Test func everyDecompositionIsFound() {
        let known = CanonicalComposition.decomposingRanges
        for value in UInt32(0)...0x10FFFF where !known.contains(where: { $0.contains(value) }) {
            guard let scalar = Unicode.Scalar(value), CanonicalComposition.isKnown(scalar) else { continue }
            guard !(0xAC00...0xD7A3).contains(value) else { continue }  // Hangul: by arithmetic
            let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
            #expect(parts == [scalar], "U+\(String(value, radix: 16))")
        }
    }

    /// Scalar by scalar, the standard library's form C is the same, up to the version of Unicode that both know.
    @Test func singleScalarsAgreeWithFoundation() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value), CanonicalComposition.isKnown(scalar) else { continue }
            let expected = Array(String(scalar).precomposedStringWithCanonicalMapping.unicodeScalars)
            #expect(CanonicalComposition.shared.compose([scalar]) == expected, "U+\(String(value, radix: 16))")
        }
    }

    /// Each line: what goes in, what comes out.
    @Test(arguments: [
        ("e\u{301}", "é"), ("\u{212B}", "Å"), ("a\u{323}\u{302}", "ậ"), ("a\u{302}\u{323}", "ậ"),
        ("\u{1100}\u{1161}\u{11A8}", "각"), ("가\u{11A8}", "각"), ("\u{1100}\u{300}\u{1161}", "\u{1100}\u{300}\u{1161}"),
        ("\u{301}\u{323}", "\u{323}\u{301}"),
        // Excluded from composition.
        ("\u{958}", "\u{915}\u{93C}"),
        // Marks younger than Unicode 9 stay where they are, and keep others where they are.
        ("a\u{301}\u{1AC1}\u{323}", "á\u{1AC1}\u{323}"),
        // Composes only since Unicode 13.
        ("\u{11935}\u{11930}", "\u{11935}\u{11930}"),
        // Not U+0041, though Swift 6.3 takes it for that.
        ("\u{20041}\u{301}", "\u{20041}\u{301}"),
    ])
    func composes(from: String, to: String) {
        let found = CanonicalComposition.shared.compose(Array(from.unicodeScalars))
        #expect(found == Array(to.unicodeScalars))
    }
}
