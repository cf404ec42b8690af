internal import CLettering

/// Text that Pango has set in one font, at a size that can be changed.
final class SetText {
    /// In pixels, y downwards, from the text's origin.
    struct Box {
        let x, y, width, height: Double
    }

    private let text: OpaquePointer

    init(_ text: String, _ options: LetteringOptions) {
        // The font's own spacing is for reading; as display type, lines may come closer.
        self.text = w2i_text_create(text, options.font, Int32(options.weight), 0.9)
    }

    deinit { w2i_text_free(text) }

    var ink: Box {
        let box = w2i_text_ink(text)
        return Box(x: box.x, y: box.y, width: box.width, height: box.height)
    }

    /// How many characters no font has.
    var missing: Int { Int(w2i_text_missing(text)) }

    /// The font's size in pixels.
    func setSize(_ size: Double) { w2i_text_set_size(text, size) }

    /// Coverage, `[height, width]`, with the text's origin at (x, y).
    func draw(x: Double, y: Double, width: Int, height: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            buffer.initialize(repeating: 0)
            guard w2i_text_draw(text, x, y, buffer.baseAddress, Int32(width), Int32(height)) else {
                preconditionFailure("no memory left for a picture of \(width) x \(height)")
            }
            count = width * height
        }
    }
}
