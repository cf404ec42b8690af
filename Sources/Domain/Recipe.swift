/// Everything that one picture was made with, to make it again: embedded in the picture's file as JSON.
public struct Recipe: Sendable, Hashable {
    /// The version of word2img.
    public var version = Version.current
    /// The model's fingerprint: 64 hexadecimal digits.
    public var model: String
    /// `bf16` or `fp32`.
    public var precision: String
    public var stencil: Stencil
    /// One sample with its own seed: a picture of several has a recipe of its own.
    public var request: GenerationRequest

    /// Where the control picture came from.
    public enum Stencil: Sendable, Hashable {
        /// Lettering, in a font family.
        case text(String, font: String)
        /// A picture, known by the SHA-256 of its file: 64 hexadecimal digits.
        case image(sha256: String)
    }

    /// `request`'s seed must be resolved.
    public init(model: String, precision: String, stencil: Stencil, request: GenerationRequest) {
        precondition(request.seed != GenerationRequest.randomSeed)
        self.model = model
        self.precision = precision
        self.stencil = stencil
        self.request = request
    }
}
