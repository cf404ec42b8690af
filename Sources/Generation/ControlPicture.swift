internal import Checkpoints
public import Domain
public import Imaging

/// The word as the ControlNet sees it, of the frame's size, and where it came from.
public struct ControlPicture: Sendable {
    public let bitmap: Bitmap
    public let source: Recipe.Stencil

    /// `bitmap` has the frame's size.
    public init(bitmap: Bitmap, source: Recipe.Stencil) {
        self.bitmap = bitmap
        self.source = source
    }

    /// A picture file that was decoded, fitted into the frame.
    public init(decoded: Bitmap, file: [UInt8], _ size: PictureSize) throws(ImagingError) {
        self.init(
            bitmap: try decoded.fitted(width: size.width, height: size.height),
            source: .image(sha256: SHA256.hexadecimal(of: file)))
    }
}
