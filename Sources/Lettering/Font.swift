internal import CLettering

/// A typeface that shapes lines. Stays on one thread.
final class Font {
    private let handle: OpaquePointer

    init(family: String, weight: Int) {
        handle = w2i_font_new(family, Int32(weight))
    }

    deinit { w2i_font_free(handle) }

    /// Throws if no font has one of the characters. Features are OpenType's, as in "liga=0", for scripts that don't join.
    func line(_ text: String, features: String? = nil) throws(LetteringError) -> Line {
        var text = text
        let shaped = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { w2i_line_new(handle, $0.baseAddress, $0.count, features) }
        }
        guard let shaped else { throw .library }
        defer { w2i_line_free(shaped) }
        let missing = Self.missing(in: shaped)
        guard missing.isEmpty else { throw .missingCharacters(missing) }
        return Line(letters: try ShapedText(shaped, text).letters())
    }

    /// Characters of the family itself, without what other fonts help out with.
    func characters() -> [Unicode.Scalar] {
        var codes = [UInt32](repeating: 0, count: w2i_font_characters(handle, nil, 0))
        let count = w2i_font_characters(handle, &codes, codes.count)
        return codes.prefix(count).compactMap(Unicode.Scalar.init)
    }

    /// Characters that no font has, each once.
    private static func missing(in line: OpaquePointer) -> [Unicode.Scalar] {
        var codes = [UInt32](repeating: 0, count: w2i_line_missing(line, nil, 0))
        _ = w2i_line_missing(line, &codes, codes.count)
        return Set(codes).sorted().compactMap(Unicode.Scalar.init)
    }
}
