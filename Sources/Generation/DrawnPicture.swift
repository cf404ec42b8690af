internal import CPUTensors
internal import Checkpoints
public import Domain
internal import Foundation
public import Imaging

/// A picture that was made, how it was made, and how well it says its word.
public struct DrawnPicture: Sendable {
    public let bitmap: Bitmap
    public let recipe: Recipe
    public let control: ControlPicture
    /// nil where nobody read it.
    public var reading: Reading?

    /// - Parameter request: of one sample, its seed resolved.
    init(
        _ bitmap: Bitmap, _ request: GenerationRequest, _ control: ControlPicture, model: String, precision: Precision,
        instructionSet: String
    ) {
        self.bitmap = bitmap
        self.control = control
        var recipe = Recipe(model: model, precision: precision.rawValue, stencil: control.source, request: request)
        recipe.instructionSet = instructionSet
        recipe.stencilDigest = control.digest
        recipe.pictureDigest = SHA256.hexadecimal(of: bitmap.pixels)
        self.recipe = recipe
    }

    /// As a file with its recipe in it.
    public func file(_ receipt: Receipt, as encoding: PictureEncoding) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try bitmap.encoded(as: encoding, recipe: String(decoding: try encoder.encode(receipt), as: UTF8.self))
    }
}
