import Checkpoints
import Decoding
import Foundation
import Generation

/// A model of Stable Diffusion 1.5's structure with random weights, and the built program.
enum Tiny {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Goldens/tiny").path(percentEncoded: false)

    static let word2img = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "word2img").path(percentEncoded: false)

    static func generator(_ precision: Precision = .bf16) throws -> EngineGenerator {
        try EngineGenerator(
            ModelFolder(path: folder), precision: precision,
            decoder: PictureDecoder(program: word2img, deadline: .seconds(300)))
    }
}
