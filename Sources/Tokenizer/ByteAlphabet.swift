/// The printable characters that stand for the 256 bytes in a byte-level vocabulary (GPT-2's `bytes_to_unicode`): printable
/// Latin-1 stands for itself, and the other bytes take the characters from U+0100 on, in order.
enum ByteAlphabet {
    static let characters: [Unicode.Scalar] = {
        var next: UInt32 = 0x100
        return (UInt8.min...UInt8.max).map { byte in
            switch byte {
            case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(byte)
            default:
                defer { next += 1 }
                return Unicode.Scalar(next) ?? "\u{FFFD}"  // 68 of them at most: all are characters
            }
        }
    }()
}
