package import Checkpoints

/// DDIM, the deterministic one (η = 0): Song, Meng, Ermon 2021, "Denoising Diffusion Implicit Models",
/// arXiv 2010.02502, formula (12). Equal to diffusers' `DDIMScheduler`. Notation: ``Scheduler``.
public struct DDIMScheduler: Scheduler {
    public let timesteps: [Int]
    private let levels: [Level]
    private let predictionType: PredictionType

    private struct Level: Sendable {
        /// √ᾱ_t and √(1 - ᾱ_t): before the step.
        let alpha, sigma: Float
        /// The same after it.
        let nextAlpha, nextSigma: Float
    }

    /// Throws ``SchedulerError`` unless there is at least one step and no more than training timesteps. Spacing is "leading"
    /// where the configuration has none.
    package init(_ configuration: SchedulerConfiguration, steps: Int) throws(SchedulerError) {
        let total = configuration.numTrainTimesteps
        guard (1...total).contains(steps) else { throw .steps(found: steps, most: total) }
        let products = try NoiseSchedule(configuration).alphaProducts
        // What comes after the last step, which lies beyond timestep 0.
        let final = configuration.setAlphaToOne ? 1 : products[0]
        timesteps = (configuration.timestepSpacing ?? .leading)
            .timesteps(steps: steps, of: total, offset: configuration.stepsOffset)
        levels = timesteps.map { timestep in
            let next = timestep - total / steps
            let product = Double(products[timestep]), nextProduct = Double(next >= 0 ? products[next] : final)
            return Level(
                alpha: Float(product.squareRoot()), sigma: Float((1 - product).squareRoot()),
                nextAlpha: Float(nextProduct.squareRoot()), nextSigma: Float((1 - nextProduct).squareRoot()))
        }
        predictionType = configuration.predictionType
    }

    public func step(
        _ index: Int, prediction: [Float], latent: [Float], history: inout SchedulerHistory
    ) -> [Float] {
        let level = levels[index]
        let denoised = denoised(index, prediction: prediction, latent: latent)
        let noise = predictionType.noise(prediction, latent: latent, alpha: level.alpha, sigma: level.sigma)
        // (12) with σ_t = 0: √α_{t-1} · predicted x_0 + √(1 - α_{t-1}) · ε, "direction pointing to x_t".
        return latent.indices.map { level.nextAlpha * denoised[$0] + level.nextSigma * noise[$0] }
    }

    public func denoised(_ index: Int, prediction: [Float], latent: [Float]) -> [Float] {
        predictionType.denoised(prediction, latent: latent, alpha: levels[index].alpha, sigma: levels[index].sigma)
    }
}
