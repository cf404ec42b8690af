internal import Checkpoints
public import Domain
public import Imaging
public import Lettering
public import Readability

/// The word as the ControlNet sees it, of the frame's size, and where it came from.
public struct ControlPicture: Sendable {
    public let bitmap: Bitmap
    public let source: Recipe.Stencil
    /// Where the letters are, in the word's order; nil where nobody knows.
    public let letters: [Stencil.Letter]?
    /// What is wrong with it.
    public let findings: [StencilWarning]

    /// Lettering of the request, of the frame's size.
    ///
    /// Throws ``LetteringError``.
    public init(_ lettering: LetteringRequest, _ size: PictureSize) throws {
        let stencil = try Stencil(lettering: lettering.text, lettering.options(size))
        bitmap = Bitmap(width: stencil.width, height: stencil.height, grey: stencil.grey)
        source = .text(lettering)
        letters = stencil.letters
        findings = try StencilCheck(bitmap).warnings
    }

    /// A picture file that was decoded, fitted into the frame, and mended where `isMended` asks for it and it helps.
    public init(decoded: Bitmap, file: [UInt8], _ size: PictureSize, isMended: Bool = false) throws(ImagingError) {
        let check = try StencilCheck(decoded, width: size.width, height: size.height)
        bitmap = isMended ? try check.fixed().picture : try decoded.fitted(width: size.width, height: size.height)
        source = .image(sha256: SHA256.hexadecimal(of: file), isMended: isMended)
        letters = nil
        findings = check.warnings
    }

    /// How much each pixel belongs to the letters: 255 in them, 0 on the ground, `[height, width]`. Whatever the polarity:
    /// the ground is what lies at the border.
    public var coverage: [UInt8] {
        let ground = Int(bitmap.borderColour.red)
        let distances = stride(from: 0, to: bitmap.pixels.count, by: 3).map { abs(Int(bitmap.pixels[$0]) - ground) }
        let most = max(distances.max() ?? 0, 1)
        return distances.map { UInt8($0 * 255 / most) }
    }

    /// Of its pixels: 64 hexadecimal digits.
    public var digest: String { SHA256.hexadecimal(of: bitmap.pixels) }
}
