public import Domain
internal import Foundation
public import Imaging
public import StableDiffusion

/// A checked request with its control picture and its model: what the engine is asked for, and the files of what it makes.
public struct Drawing: Sendable {
    /// Its seed is resolved.
    public let request: GenerationRequest
    public let control: ControlPicture
    /// The model's fingerprint.
    public let model: String
    public let precision: Precision

    public init(_ request: GenerationRequest, _ control: ControlPicture, model: String, precision: Precision) {
        self.request = request
        self.control = control
        self.model = model
        self.precision = precision
    }

    public var options: GenerationOptions {
        var options = GenerationOptions(prompt: request.prompt)
        options.negativePrompt = request.negativePrompt
        options.width = request.size.width
        options.height = request.size.height
        options.steps = request.numInferenceSteps
        options.guidanceScale = request.guidanceScale
        options.scheduler =
            switch request.scheduler {
            case .ddim: .ddim
            case .dpmpp2M: .dpmpp2M
            }
        options.seed = UInt64(bitPattern: request.seed)
        options.samples = request.samples
        var steering = ControlOptions(picture: control.bitmap.unitFloats)
        steering.scale = request.controlScale
        steering.start = request.controlStart
        steering.end = request.controlEnd
        options.control = steering
        return options
    }

    /// The recipe of one sample: the same request with one sample and that sample's seed.
    public func recipe(sample: Int) -> Recipe {
        var single = request
        single.samples = 1
        // Past the largest seed it begins again at zero; the low 32 bits, which are what counts, go on.
        single.seed = (request.seed &+ Int64(sample)) & .max
        return Recipe(model: model, precision: precision.rawValue, stencil: control.source, request: single)
    }

    /// A sample as a file with its recipe in it.
    public func file(_ picture: Picture, sample: Int, as encoding: PictureEncoding) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(recipe(sample: sample)), as: UTF8.self)
        return try Bitmap(picture).encoded(as: encoding, recipe: json)
    }
}

extension Denoising {
    /// What the user should know of the request.
    public var warnings: [String] {
        [("prompt", truncatedPrompt), ("negative prompt", truncatedNegativePrompt)].compactMap { name, rest in
            rest.map { "the \(name) is longer than the model reads; this end of it was ignored: \($0)" }
        }
    }
}

extension Bitmap {
    init(_ picture: Picture) { self.init(width: picture.width, height: picture.height, pixels: picture.pixels) }
}
