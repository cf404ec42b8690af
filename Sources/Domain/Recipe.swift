/// Everything that one picture was made with, to make it again: embedded in the picture's file as JSON.
public struct Recipe: Sendable, Hashable {
    /// The version of word2img.
    public var version = Version.current
    /// The model's fingerprint: 64 hexadecimal digits.
    public var model: String
    /// `bf16` or `fp32`.
    public var precision: String
    /// The instructions that the CPU was used with; others round otherwise.
    public var instructionSet: String?
    public var stencil: Stencil
    /// SHA-256 of the control picture's pixels, and of the picture's own: 64 hexadecimal digits.
    public var stencilDigest: String?
    public var pictureDigest: String?
    /// One sample with its own seed: a picture of several has a recipe of its own.
    public var request: GenerationRequest

    /// Where the control picture came from.
    public enum Stencil: Sendable, Hashable {
        case text(LetteringRequest)
        /// A picture, known by the SHA-256 of its file: 64 hexadecimal digits. `isMended`: with the safe fixes applied.
        case image(sha256: String, isMended: Bool)
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
