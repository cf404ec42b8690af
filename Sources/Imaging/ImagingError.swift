/// What can be wrong with a picture, or with writing one.
public enum ImagingError: Error, Sendable, Hashable {
    /// Bytes that begin as none of the formats does; `found` says what they look like.
    case notAPicture(found: String)
    case tooManyBytes(found: Int, limit: Int)
    case tooManyPixels(width: Int, height: Int, limit: Int)
    /// A file that ends early, contradicts itself, or is meant to do harm.
    case damaged(PictureFormat, reason: String)
    /// A valid file of a kind that isn't read.
    case unsupported(PictureFormat, found: String)
    /// A picture of that size can't be made.
    case size(width: Int, height: Int, limit: Int)
    /// An encoder's quality outside 1 to 100.
    case quality(Int)
    /// A file name whose ending isn't that of a format that is written.
    case fileName(String)
    /// `found` and `limit` in UTF-16 units.
    case recipeTooLong(found: Int, limit: Int)
    case unwritable(path: String, reason: String)
    /// libvips failed where it should not: a fault of ours or of the machine.
    case library(String)
}

extension ImagingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notAPicture(let found):
            "\(found) is not a picture that can be read; send it as PNG, JPEG, WebP, GIF or TIFF"
        case .tooManyBytes(let found, let limit):
            "the picture has \(found) bytes, of at most \(limit); make it smaller or save it as JPEG"
        case .tooManyPixels(let width, let height, let limit):
            "the picture is \(width) x \(height), \(width * height) pixels, of at most \(limit); make it smaller"
        case .damaged(let format, let reason): "the \(format) picture is damaged: \(reason)"
        case .unsupported(let format, let found):
            "this kind of \(format) picture can't be read: \(found); save it as a PNG of 8 bits a channel"
        case .size(let width, let height, let limit):
            "a picture of \(width) x \(height) can't be made; each side must be between 1 and \(limit)"
        case .quality(let found): "quality is \(found); it must be between 1 and 100"
        case .fileName(let name): "\(name): the name must end in .png, .jpg, .jpeg or .webp"
        case .recipeTooLong(let found, let limit):
            "the recipe is too long for a picture file: \(found) UTF-16 units, of at most \(limit)"
        case .unwritable(let path, let reason): "\(path): can't be written: \(reason)"
        case .library(let reason): "libvips failed: \(reason)"
        }
    }
}
