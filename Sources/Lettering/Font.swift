internal import CLettering

/// A typeface that shapes lines. Stays on one thread.
final class Font {
    private let handle: OpaquePointer

    init(family: String, weight: Int) {
        handle = w2i_font_new(family, Int32(weight))
    }

    deinit { w2i_font_free(handle) }

    /// Throws if no font has one of the characters.
    func line(_ text: String) throws(LetteringError) -> Line {
        var text = text
        let shaped = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { w2i_line_new(handle, $0.baseAddress, $0.count) }
        }
        guard let shaped else { throw .library }
        let line = Line(shaped)
        let missing = line.missing
        guard missing.isEmpty else { throw .missingCharacters(missing) }
        return line
    }
}

/// A shaped line of text: an outline, in em, from its origin on the baseline, y downward.
final class Line {
    let handle: OpaquePointer
    let ink: Rectangle

    fileprivate init(_ handle: OpaquePointer) {
        self.handle = handle
        let ink = w2i_line_ink(handle)
        self.ink = Rectangle(left: ink.left, top: ink.top, right: ink.right, bottom: ink.bottom)
    }

    deinit { w2i_line_free(handle) }

    /// Characters that no font has, each once.
    fileprivate var missing: [Unicode.Scalar] {
        var codes = Array(repeating: UInt32(0), count: w2i_line_missing(handle, nil, 0))
        _ = w2i_line_missing(handle, &codes, codes.count)
        return Set(codes).sorted().compactMap(Unicode.Scalar.init)
    }
}
