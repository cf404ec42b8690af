package import Checkpoints
import Foundation

/// DPM-Solver++(2M), midpoint: Lu et al. 2022, "DPM-Solver++", arXiv 2211.01095, algorithm 2. Equal to diffusers'
/// `DPMSolverMultistepScheduler` with its defaults: the last step goes to no noise at all and is of first order.
/// Notation: ``Scheduler``.
public struct DPMSolverScheduler: Scheduler {
    public let timesteps: [Int]
    private let levels: [Level]
    private let predictionType: PredictionType

    private struct Level: Sendable {
        /// α and σ before the step.
        let alpha, sigma: Float
        /// σ_t / σ_s, the latent's part.
        let latent: Float
        /// -α_t (e^{-h} - 1), the clean latent's part.
        let denoised: Float
        /// 1 / (2 r): how much of the change since the last step's clean latent is added to this one's; zero for a step of
        /// first order.
        let change: Float
    }

    /// Throws ``SchedulerError`` if there are too many or too few steps. Spacing is "linspace" where the configuration
    /// has none; with Karras sigmas it has no say.
    package init(_ configuration: SchedulerConfiguration, steps: Int) throws(SchedulerError) {
        let total = configuration.numTrainTimesteps
        let spacing = configuration.timestepSpacing ?? .linspace
        // "Leading" leaves one part out, and a part is at least a timestep.
        let most = spacing == .leading && !configuration.useKarrasSigmas ? total - 1 : total
        guard steps >= 1, steps <= most else { throw .steps(found: steps, most: most) }

        let trained = try NoiseSchedule(configuration).ratios
        var ratios: [Float]
        if configuration.useKarrasSigmas {
            let karras = KarrasSpacing(trained, steps: steps)
            (timesteps, ratios) = (karras.timesteps, karras.ratios)
        } else {
            timesteps = spacing.solverTimesteps(steps: steps, of: total, offset: configuration.stepsOffset)
            ratios = timesteps.map { trained[$0] }
        }
        ratios.append(0)
        levels = timesteps.indices.map { Self.level($0, ratios.map(Double.init)) }
        predictionType = configuration.predictionType
    }

    public func step(
        _ index: Int, prediction: [Float], latent: [Float], history: inout SchedulerHistory
    ) -> [Float] {
        let level = levels[index]
        let denoised = denoised(index, prediction: prediction, latent: latent)
        defer { history.denoised = denoised }
        guard level.change != 0, let last = history.denoised else {
            // DDIM's step in other words: algorithm 2, line 5.
            return latent.indices.map { level.latent * latent[$0] + level.denoised * denoised[$0] }
        }
        return latent.indices.map { index in
            // Line 8: D = (1 + 1/2r) x_θ(s) - 1/2r x_θ(r).
            let change = level.change * (denoised[index] - last[index])
            // Line 9: x_t = (σ_t/σ_s) x_s - α_t (e^{-h} - 1) D.
            return level.latent * latent[index] + level.denoised * denoised[index] + level.denoised * change
        }
    }

    public func denoised(_ index: Int, prediction: [Float], latent: [Float]) -> [Float] {
        predictionType.denoised(prediction, latent: latent, alpha: levels[index].alpha, sigma: levels[index].sigma)
    }

    /// The step from `ratios[index]` (s) to the next (t). The last of them is zero.
    private static func level(_ index: Int, _ ratios: [Double]) -> Level {
        // σ/α = ratio and α² + σ² = 1.
        func alpha(_ ratio: Double) -> Double { 1 / (ratio * ratio + 1).squareRoot() }
        func lambda(_ ratio: Double) -> Double { -log(ratio) }
        let from = ratios[index], to = ratios[index + 1]
        let h = lambda(to) - lambda(from)
        var change = 0.0
        // Where two neighbours are the same level (a thousand steps, say) there is nothing to extrapolate from.
        if index > 0, to > 0, from != ratios[index - 1] {
            let r = (lambda(from) - lambda(ratios[index - 1])) / h
            change = 1 / (2 * r)
        }
        return Level(
            alpha: Float(alpha(from)), sigma: Float(from * alpha(from)),
            latent: Float(to * alpha(to) / (from * alpha(from))),
            denoised: Float(-alpha(to) * expm1(-h)),
            change: Float(change))
    }
}
