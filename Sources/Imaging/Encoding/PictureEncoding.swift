/// The formats that are written.
public enum PictureEncoding: Sendable, Hashable {
    /// Without loss.
    case png
    /// `quality`: 1 to 100; above 90 the colours keep their full resolution (4:4:4).
    case jpeg(quality: Int = 95)
    /// `quality`: 1 to 100.
    case webp(quality: Int = 90)

    /// By the ending of a file's name: png, jpg, jpeg or webp, in capitals or not.
    public init(fileName: String) throws(ImagingError) {
        let name = fileName.split(separator: "/").last ?? ""
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        switch ending.lowercased() {
        case "png": self = .png
        case "jpg", "jpeg": self = .jpeg()
        case "webp": self = .webp()
        default: throw .fileName(fileName)
        }
    }

    public var format: PictureFormat {
        switch self {
        case .png: .png
        case .jpeg: .jpeg
        case .webp: .webp
        }
    }

    /// As in "image/png".
    public var mediaType: String {
        switch self {
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .webp: "image/webp"
        }
    }

    var quality: Int {
        switch self {
        case .png: 100
        case .jpeg(let quality), .webp(let quality): quality
        }
    }
}
