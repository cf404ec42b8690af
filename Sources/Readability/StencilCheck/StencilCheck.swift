public import Imaging

/// Looks at a control image before it is drawn from: whether a model whose picture is made of cells of 8 x 8 pixels can
/// follow it, and whether a word will be read in what it draws.
public struct StencilCheck: Sendable {
    /// The picture in its frame, which is what is looked at.
    let framed: Bitmap
    let ink: Mask?
    /// nil for a picture of one brightness.
    public let measures: StencilMeasures?
    /// What should be different, the worst first; empty for a good stencil.
    public let warnings: [StencilWarning]

    /// Breadths in pixels: of a latent's cell, under which a stroke is lost, and of two, which most strokes should have.
    static let cell = 8.0
    static let goodStroke = 16.0

    /// - Parameters:
    ///   - width: of the frame in pixels; by default the picture's own. The picture is fitted into it as it is for drawing.
    public init(_ picture: Bitmap, width: Int? = nil, height: Int? = nil) throws(ImagingError) {
        framed = try picture.fitted(width: width ?? picture.width, height: height ?? picture.height)
        let grey = Self.brightness(of: framed)
        ink = StencilInk(grey)?.mask
        measures = ink.map { StencilMeasures(of: grey, ink: $0, original: picture) }
        warnings = Self.warnings(measures)
    }

    static func brightness(of picture: Bitmap) -> Plane {
        let channels = WorkingSize.planes(of: picture, width: picture.width, height: picture.height)
        return channels[0].combined(with: channels[1].combined(with: channels[2]) { 0.6 * $0 + 0.1 * $1 }) {
            0.3 * $0 + $1
        }
    }
}
