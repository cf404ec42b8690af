/// How a picture was made, a text (JSON), within its file:
///
/// - PNG: an `iTXt` chunk of the keyword `word2img`, UTF-8.
/// - JPEG and WebP: EXIF with `Software` = `word2img` and the text as `UserComment`, UTF-16.
public struct EmbeddedRecipe: Sendable, Hashable {
    /// The keyword in PNG and the software in EXIF.
    static let name = "word2img"
    /// In UTF-16 units; a JPEG segment holds 65,533 bytes.
    public static let limit = 32_000

    public let text: String

    public init(_ text: String) throws(ImagingError) {
        guard text.utf16.count <= Self.limit else { throw .recipeTooLong(found: text.utf16.count, limit: Self.limit) }
        self.text = text
    }

    /// The recipe within a picture file; nil where there is none. Reads no pixels, and is safe on any bytes.
    public static func read(from bytes: [UInt8]) -> String? {
        switch PictureFormat(magic: bytes) {
        case .png: PNGText.read(keyword: name, from: bytes)
        case .jpeg: ExifBlock.find(inJPEG: bytes).flatMap { ExifBlock.comment(in: $0, software: name) }
        case .webp: RIFFChunks(bytes).data("EXIF").flatMap { ExifBlock.comment(in: Array($0), software: name) }
        case .gif, .tiff, nil: nil
        }
    }

    /// Traps on a file that isn't complete; it is given what an encoder just made.
    func added(to file: [UInt8], _ format: PictureFormat, width: Int, height: Int) -> [UInt8] {
        switch format {
        case .png: PNGText.insert(keyword: Self.name, text, into: file)
        case .jpeg: exif.inserted(intoJPEG: file)
        case .webp: RIFFChunks(file).adding(exif: exif.bytes, width: width, height: height)
        case .gif, .tiff: file
        }
    }

    private var exif: ExifBlock { ExifBlock(software: Self.name, comment: text) }
}
