/// What to generate. Ranges are checked when a run is prepared (``PipelineError/option(name:found:allowed:)``).
public struct GenerationOptions: Sendable {
    /// Pixels along a side that can be asked for; attention's cost grows with their fourth power.
    public static let largestSide = 4096

    public var prompt: String
    public var negativePrompt = ""
    /// Pixels; multiples of the autoencoder's reduction (8 for Stable Diffusion 1.5), at most ``largestSide``.
    public var width = 512
    public var height = 512
    /// 1 to 1000.
    public var steps = 25
    /// Classifier-free guidance: how far to go from the negative prompt's prediction through the prompt's. There is none
    /// at 1 or less.
    public var guidanceScale = 7.5
    public var scheduler = SchedulerKind.ddim
    public var seed: UInt64 = 0
    /// 1 to 4. Sample i uses seed + i and is the picture that seed + i alone gives.
    public var samples = 1
    /// At 2 or more, only every such step computes all of the networks; those between take the inner layers' results from it and
    /// compute the outermost layer alone. Faster, and another picture. 1 to 100.
    public var cacheInterval = 1
    /// At 2 or more, pixels that attend to more than 2,048 pixels of their layer attend to every such one each way. Faster where
    /// pictures are large, and another picture. 1 to 8.
    public var tokenDownsampling = 1
    public var control: ControlOptions?

    public init(prompt: String) { self.prompt = prompt }
}

/// How a picture steers the generation.
public struct ControlOptions: Sendable {
    /// RGB in [0, 1], row by row, of the frame's size: `[height, width, 3]`.
    public var picture: [Float]
    /// Strength of the ControlNet's residuals.
    public var scale = 1.0
    /// The share of the steps after which the ControlNet begins and ends to run, 0 <= start < end <= 1.
    public var start = 0.0
    public var end = 1.0

    public init(picture: [Float]) { self.picture = picture }

    /// The strength at step `index` of `steps`, zero outside the window: StableDiffusionControlNetPipeline's
    /// `controlnet_keep` times the scale.
    package func strength(step index: Int, of steps: Int) -> Double {
        let isOutside = Double(index) / Double(steps) < start || Double(index + 1) / Double(steps) > end
        return isOutside ? 0 : scale
    }
}

extension GenerationOptions {
    /// `reduction`: pixels of the picture along one side of a latent's pixel.
    func check(reduction: Int) throws(PipelineError) {
        let sides = 1...Self.largestSide, allowed = "a multiple of \(reduction), at most \(Self.largestSide)"
        try require(sides.contains(width) && width % reduction == 0, "width", width, allowed)
        try require(sides.contains(height) && height % reduction == 0, "height", height, allowed)
        try require((1...1000).contains(steps), "steps", steps, "between 1 and 1000")
        try require((1...4).contains(samples), "samples", samples, "between 1 and 4")
        try require((1...100).contains(cacheInterval), "cache interval", cacheInterval, "between 1 and 100")
        try require((1...8).contains(tokenDownsampling), "token downsampling", tokenDownsampling, "between 1 and 8")
        try require(guidanceScale.isFinite, "guidance scale", guidanceScale, "a finite number")
        guard let control else { return }
        try require(control.scale.isFinite, "control scale", control.scale, "a finite number")
        try require(
            control.start >= 0 && control.start < control.end, "control start", control.start, "from 0, below the end")
        try require(control.end <= 1, "control end", control.end, "at most 1")
        try require(
            control.picture.count == width * height * 3, "control picture", control.picture.count,
            "\(width) x \(height) x 3 numbers")
    }

    private func require(
        _ holds: Bool, _ name: String, _ found: some CustomStringConvertible & Sendable, _ range: String
    ) throws(PipelineError) {
        if !holds { throw .option(name: name, found: found.description, allowed: range) }
    }
}
