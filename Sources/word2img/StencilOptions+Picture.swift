internal import Domain
internal import Foundation
internal import Generation
internal import Imaging
internal import Lettering

extension StencilOptions {
    /// The word that is written; nil where it is a picture.
    var word: String? { text.map(unescaped) }

    /// `fonts`: of a preset; the first that is installed is taken where no font was asked for.
    /// Throws what keeps the word from being drawn or read.
    func source(_ fonts: [String]) throws -> WordSource {
        if let word {
            var request = try lettering.request(word)
            let families = FontFamily.installed()
            request.font = request.font ?? fonts.first { families.contains($0) }
            return .lettering(request)
        }
        let path = image ?? "", file = try InputFile.read(path, limit: DecodingLimits().bytes)
        do { return .picture(try Bitmap(decoding: file), file: file) } catch {
            throw Failure(badInput: "--image \(path): \(error)")
        }
    }

    /// The picture's file without `--output`.
    func fileName(seed: Int64) -> String {
        guard let word else {
            let name = URL(filePath: image ?? "").deletingPathExtension().lastPathComponent
            return OutputPlan.name(name + "-word2img", seed: seed)
        }
        return OutputPlan.name(word, seed: seed)
    }

    /// Shells don't make it easy to type a line's end.
    private func unescaped(_ text: String) -> String { text.replacing("\\n", with: "\n") }
}
