internal import Domain
internal import Foundation
internal import Generation
internal import Imaging
internal import Lettering

extension StencilOptions {
    /// Throws what keeps the word from being drawn or read.
    func controlPicture(_ size: PictureSize) throws -> ControlPicture {
        if let text { return try lettering(text, size) }
        let path = image ?? "", file = try InputFile.read(path, limit: DecodingLimits().bytes)
        do {
            return try ControlPicture(decoded: Bitmap(decoding: file), file: file, size)
        } catch {
            throw Failure(badInput: "--image \(path): \(error)")
        }
    }

    private func lettering(_ text: String, _ size: PictureSize) throws -> ControlPicture {
        var options = LetteringOptions(width: size.width, height: size.height)
        options.family = font
        let stencil = try Stencil(lettering: unescaped(text), options)
        return ControlPicture(
            bitmap: Bitmap(width: stencil.width, height: stencil.height, grey: stencil.grey),
            source: .text(text, font: font ?? FontFamily.standard))
    }

    /// The picture's file without `--output`.
    func fileName(seed: Int64) -> String {
        let word = text.map(unescaped) ?? URL(filePath: image ?? "").deletingPathExtension().lastPathComponent
        return OutputPlan.name(text == nil ? word + "-word2img" : word, seed: seed)
    }

    /// Shells don't make it easy to type a line's end.
    private func unescaped(_ text: String) -> String { text.replacing("\\n", with: "\n") }
}
