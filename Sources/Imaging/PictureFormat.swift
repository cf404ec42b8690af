internal import CImaging

/// The formats that are read, told by a file's first bytes and never by its name.
public enum PictureFormat: String, Sendable, CaseIterable, CustomStringConvertible {
    case png = "PNG"
    case jpeg = "JPEG"
    case webp = "WebP"
    case gif = "GIF"
    case tiff = "TIFF"

    public var description: String { rawValue }

    /// Nil if the bytes begin as none of them does.
    public init?(magic bytes: [UInt8]) {
        func begins(_ text: StaticString, at place: Int = 0) -> Bool {
            text.withUTF8Buffer { bytes.dropFirst(place).starts(with: $0) }
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if begins("RIFF") && begins("WEBP", at: 8) {
            self = .webp
        } else if begins("GIF87a") || begins("GIF89a") {
            self = .gif
        } else if begins("II*\0") || begins("MM\0*") {
            self = .tiff
        } else {
            return nil
        }
    }

    /// For an error: what bytes of another kind look like.
    static func describeOther(_ bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "an empty file" }
        let start = String(decoding: bytes.prefix(64), as: UTF8.self).drop(while: \.isWhitespace)
        if bytes.dropFirst(4).starts(with: "ftyp".utf8) { return "a HEIC, AVIF or video file" }
        if start.hasPrefix("%PDF") { return "a PDF file" }
        if start.hasPrefix("BM") { return "a BMP file" }
        if start.hasPrefix("<") { return "a web page or SVG file" }
        return "a file of another kind"
    }

    var shim: w2i_format {
        switch self {
        case .png: W2I_PNG
        case .jpeg: W2I_JPEG
        case .webp: W2I_WEBP
        case .gif: W2I_GIF
        case .tiff: W2I_TIFF
        }
    }
}
