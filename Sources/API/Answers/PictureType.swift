/// What a picture file is, by its first bytes: what a client says of it may be wrong, and would be served back.
enum PictureType {
    /// Of a file that is known to be a picture.
    static func contentType(of bytes: [UInt8]) -> String {
        switch bytes.first {
        case 0x89: "image/png"
        case 0xFF: "image/jpeg"
        case UInt8(ascii: "R"): "image/webp"
        case UInt8(ascii: "G"): "image/gif"
        default: "image/tiff"
        }
    }
}
