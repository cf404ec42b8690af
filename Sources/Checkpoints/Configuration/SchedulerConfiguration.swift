/// What a scheduler is made from. Fields have diffusers' names; what a file doesn't say is as in `DDIMScheduler`, as it is
/// when that scheduler is made from another one's file, except for ``clipSample``.
public struct SchedulerConfiguration: Sendable, Hashable {
    public var numTrainTimesteps = 1000
    public var betaStart = 0.0001
    public var betaEnd = 0.02
    public var betaSchedule = BetaSchedule.linear
    public var stepsOffset = 0
    public var setAlphaToOne = true
    public var predictionType = PredictionType.epsilon
    /// nil if the file doesn't say: each scheduler has a spacing of its own.
    public var timestepSpacing: TimestepSpacing?
    /// Always false: true is for models of pixels, and refused when a file is read.
    public var clipSample = false
    public var useKarrasSigmas = false

    public init() {}

    public static let stableDiffusion15: SchedulerConfiguration = {
        var configuration = SchedulerConfiguration()
        configuration.betaStart = 0.00085
        configuration.betaEnd = 0.012
        configuration.betaSchedule = .scaledLinear
        configuration.stepsOffset = 1
        configuration.setAlphaToOne = false
        return configuration
    }()
}

/// How β runs from its start to its end.
public enum BetaSchedule: Sendable, Hashable {
    case linear
    /// `√β` is linear.
    case scaledLinear
}

/// What the network predicts.
public enum PredictionType: Sendable, Hashable {
    case epsilon, vPrediction
}

/// Which of the training's timesteps are visited.
public enum TimestepSpacing: Sendable, Hashable {
    case leading, linspace, trailing
}

extension SchedulerConfiguration {
    /// Reads `scheduler/scheduler_config.json`, whichever scheduler saved it: most share what those here need. Throws for a field that would change the numbers and isn't supported.
    public init(path: String) throws(WeightError) {
        try self.init(ConfigurationFile(path: path))
    }

    private static let classes = [
        "PNDMScheduler", "DDIMScheduler", "DDPMScheduler", "DPMSolverMultistepScheduler",
        "DPMSolverSinglestepScheduler",
        "EulerDiscreteScheduler", "EulerAncestralDiscreteScheduler", "LMSDiscreteScheduler", "HeunDiscreteScheduler",
        "DEISMultistepScheduler", "UniPCMultistepScheduler",
    ]

    init(_ file: ConfigurationFile) throws(WeightError) {
        let className = try file.choice(
            "_class_name", default: "", Dictionary(uniqueKeysWithValues: Self.classes.map { ($0, $0) }))
        try Self.refuse(file, className)
        numTrainTimesteps = try file.integer("num_train_timesteps", default: numTrainTimesteps, in: 1...100_000)
        betaStart = try file.number("beta_start", default: betaStart, in: 1e-9...0.999)
        betaEnd = try file.number("beta_end", default: betaEnd, in: 1e-9...0.999)
        betaSchedule = try file.choice(
            "beta_schedule", default: betaSchedule, ["linear": .linear, "scaled_linear": .scaledLinear])
        stepsOffset = try file.integer("steps_offset", default: stepsOffset, in: 0...1)
        setAlphaToOne = try file.flag("set_alpha_to_one", default: setAlphaToOne)
        predictionType = try file.choice(
            "prediction_type", default: predictionType, ["epsilon": .epsilon, "v_prediction": .vPrediction])
        timestepSpacing = try file.choice(
            "timestep_spacing", default: nil, ["leading": .leading, "linspace": .linspace, "trailing": .trailing])
        try file.require("use_karras_sigmas", true, false, .null)
        useKarrasSigmas = file["use_karras_sigmas"] == true
    }

    private static func refuse(_ file: ConfigurationFile, _ className: String) throws(WeightError) {
        // Models of pixels clip. A file of another class doesn't say so where it has no such field; DDIM's means true then.
        if ["DDIMScheduler", "DDPMScheduler"].contains(className), file["clip_sample"] == nil {
            throw file.unsupported("clip_sample", "false (absent means true for \(className))")
        }
        try file.require("clip_sample", false)
        try file.require("rescale_betas_zero_snr", false)
        try file.require("thresholding", false)
        try file.require("trained_betas", .null)
        try file.require("use_beta_sigmas", false, .null)
        try file.require("use_exponential_sigmas", false, .null)
        try file.require("use_flow_sigmas", false, .null)
        try file.require("use_lu_lambdas", false, .null)
        guard className == "DPMSolverMultistepScheduler" else { return }
        try file.require("algorithm_type", "dpmsolver++")
        try file.require("euler_at_final", false)
        try file.require("final_sigmas_type", "zero")
        try file.require("lambda_min_clipped", .number(-.infinity))
        try file.require("lower_order_final", true)
        try file.require("solver_order", 2)
        try file.require("solver_type", "midpoint")
        try file.require("variance_type", .null)
    }
}
