import Foundation

/// A model of Stable Diffusion 1.5's structure with random weights: fast, and draws noise.
enum TinyModel {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)
    static let folder = repository + "Tests/Goldens/tiny"

    /// A request that takes a fraction of a second.
    static func generate(_ arguments: String...) -> Program {
        let base = [
            "generate", "--model", folder, "--prompt", "a word made of pizza", "--size", "64",
            "--num-inference-steps", "2", "--seed", "7",
        ]
        return Program(arguments: base + arguments)
    }
}
