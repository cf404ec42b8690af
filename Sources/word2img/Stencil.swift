internal import Checkpoints
internal import Domain
internal import Foundation
internal import Imaging
internal import Lettering

/// The control picture, of the frame's size, and where it came from.
struct Stencil {
    let bitmap: Bitmap
    let source: Recipe.Stencil
}

extension StencilOptions {
    /// The word as a control picture. Throws what keeps it from being drawn or read.
    func draw(_ size: PictureSize) throws -> Stencil {
        if let text {
            var options = LetteringOptions()
            if let font { options.font = font }
            let drawn = try Lettering.draw(unescaped(text), width: size.width, height: size.height, options)
            let bitmap = Bitmap(width: drawn.width, height: drawn.height, grey: drawn.pixels)
            return Stencil(bitmap: bitmap, source: .text(text, font: options.font))
        }
        let path = image ?? "", file = try InputFile.read(path, limit: DecodingLimits().bytes)
        do {
            let bitmap = try Bitmap(decoding: file).fitted(width: size.width, height: size.height)
            return Stencil(bitmap: bitmap, source: .image(sha256: SHA256.hexadecimal(of: file)))
        } catch {
            throw Failure(badInput: "--image \(path): \(error)")
        }
    }

    /// The picture's file without `--output`.
    func fileName(seed: Int64) -> String {
        let word = text.map(unescaped) ?? URL(filePath: image ?? "").deletingPathExtension().lastPathComponent
        return OutputPlan.name(text == nil ? word + "-word2img" : word, seed: seed)
    }

    /// Shells don't make it easy to type a line's end.
    private func unescaped(_ text: String) -> String { text.replacing("\\n", with: "\n") }
}
