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
