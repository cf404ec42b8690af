public import Imaging

/// What is known of a picture that was decoded to its end.
public struct PictureSummary: Sendable, Hashable {
    public let format: PictureFormat
    /// Pixels, as the picture stands when it is upright.
    public let width: Int
    public let height: Int

    public init(format: PictureFormat, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }
}
