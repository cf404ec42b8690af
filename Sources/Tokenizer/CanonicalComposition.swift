import Foundation

/// Unicode's normalisation form C as the tokenizers library has it, which follows **Unicode 9.0**: scalars that came later
/// neither decompose, compose nor reorder. (Python's transformers normalise through that library, so this is what
/// a text encoder was trained with.) The algorithm is that of UAX 15 and of the Unicode Standard 3.11 and 3.12.
///
/// Decompositions and combining classes come from the standard library, whose Unicode is newer: normalisation is stable
/// between versions, so leaving out the younger scalars is all it takes. Composition is done here because
/// Swift 6.3's own takes U+20041, say, for U+0041 when an accent follows.
package struct CanonicalComposition: Sendable {
    package static let shared = CanonicalComposition()

    /// Every scalar with a decomposition, Hangul syllables aside (those are computed).
    private let decompositions: [Unicode.Scalar: [Unicode.Scalar]]
    private let compositions: [Pair: Unicode.Scalar]

    private struct Pair: Hashable { let first, second: Unicode.Scalar }

    /// Where the scalars of Unicode 9.0 that have canonical decompositions are; a test looks everywhere else.
    package static let decomposingRanges: [ClosedRange<UInt32>] = [
        0xC0...0x3D4, 0x400...0x6D3, 0x929...0xDDE, 0xF43...0xFB9, 0x1026...0x1026, 0x1B06...0x1B43, 0x1E00...0x2001,
        0x2126...0x212B, 0x219A...0x22ED, 0x2329...0x232A, 0x2ADC...0x2ADC, 0x304C...0x30FE, 0xF900...0xFAD9,
        0xFB1D...0xFB4E, 0x1109A...0x110AB, 0x1112E...0x1112F, 0x1134B...0x1134C, 0x114BB...0x114BE, 0x115BA...0x115BB,
        0x1D15E...0x1D164, 0x1D1BB...0x1D1C0, 0x2F800...0x2FA1D,
    ]

    /// Whether the scalar takes part in normalisation at all.
    package static func isKnown(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age.major <= 9
    }

    private init() {
        var decompositions: [Unicode.Scalar: [Unicode.Scalar]] = [:]
        for scalar in Self.decomposingRanges.joined().lazy.compactMap(Unicode.Scalar.init) where Self.isKnown(scalar) {
            let parts = Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
            if parts != [scalar] { decompositions[scalar] = parts }
        }
        self.decompositions = decompositions

        // A decomposition of n scalars is the composition of its first n - 1 with the last, so the short ones go first.
        var compositions: [Pair: Unicode.Scalar] = [:]
        let composites = decompositions.filter { $0.value.count > 1 && !$0.key.properties.isFullCompositionExclusion }
        for (composite, parts) in composites.sorted(by: { $0.value.count < $1.value.count }) {
            let first = parts.dropFirst().dropLast().reduce(parts[0]) { first, second in
                compositions[Pair(first: first, second: second)] ?? first
            }
            compositions[Pair(first: first, second: parts[parts.count - 1])] = composite
        }
        self.compositions = compositions
    }

    /// `scalars` in normalisation form C.
    package func compose(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        // Below U+0300 nothing combines.
        guard scalars.contains(where: { $0.value >= 0x300 }) else { return scalars }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var starter: Int?
        // The class of what came after the starter; -1 if nothing did.
        var lastClass = -1
        for (scalar, combiningClass) in ordered(scalars) {
            if let starter, lastClass < combiningClass, let composite = composite(result[starter], scalar) {
                result[starter] = composite
                continue
            }
            if combiningClass == 0 { starter = result.count }
            lastClass = combiningClass == 0 ? -1 : combiningClass
            result.append(scalar)
        }
        return result
    }

    /// The decomposition: each scalar with its combining class, runs of marks ordered by it.
    private func ordered(_ scalars: [Unicode.Scalar]) -> [(scalar: Unicode.Scalar, combiningClass: Int)] {
        var parts: [(scalar: Unicode.Scalar, combiningClass: Int)] = []
        parts.reserveCapacity(scalars.count)
        var marks = 0
        func orderMarks() {
            guard marks > 1 else { return }
            let start = parts.count - marks
            let ordered = parts[start...].enumerated().sorted {
                ($0.element.combiningClass, $0.offset) < ($1.element.combiningClass, $1.offset)
            }
            parts.replaceSubrange(start..., with: ordered.map(\.element))
        }
        for scalar in scalars {
            for part in decompose(scalar) {
                let combiningClass = combiningClass(part)
                if combiningClass == 0 {
                    orderMarks()
                    marks = 0
                } else {
                    marks += 1
                }
                parts.append((part, combiningClass))
            }
        }
        orderMarks()
        return parts
    }

    private func decompose(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        guard scalar.value >= 0xC0 else { return [scalar] }
        return Hangul.decompose(scalar) ?? decompositions[scalar] ?? [scalar]
    }

    private func combiningClass(_ scalar: Unicode.Scalar) -> Int {
        guard scalar.value >= 0x300, Self.isKnown(scalar) else { return 0 }
        return Int(scalar.properties.canonicalCombiningClass.rawValue)
    }

    private func composite(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
        Hangul.compose(first, second) ?? compositions[Pair(first: first, second: second)]
    }
}
