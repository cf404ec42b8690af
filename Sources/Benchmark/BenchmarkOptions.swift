public import Checkpoints

/// What a benchmark measures.
public struct BenchmarkOptions: Sendable {
    /// The model; nil for random weights of Stable Diffusion 1.5's shapes with a ControlNet, which need no file. Time doesn't
    /// depend on a weight's value.
    public var model: ModelFolder?
    public var precision = BenchmarkPrecision.bf16
    /// Pixels along a side, multiples of 64; the first is the one whose parts are measured one by one.
    public var sizes = [512, 768]
    /// How often a step is measured; 1 or more. The median counts.
    public var runs = 3
    /// Whether to measure single kernels, half a minute.
    public var measuresKernels = true

    public init() {}
}

/// What activations and weights are held as.
public enum BenchmarkPrecision: String, Sendable, Hashable, CaseIterable, Codable {
    case fp32, bf16

    var bytes: Int { self == .fp32 ? 4 : 2 }
}

/// A part of the model that can be timed by itself.
public enum BenchmarkPart: String, Sendable, Hashable, CaseIterable, Codable {
    /// One step with guidance: ControlNet and UNet.
    case step
    /// Decoding one picture.
    case vae
    /// Two texts.
    case text
}
