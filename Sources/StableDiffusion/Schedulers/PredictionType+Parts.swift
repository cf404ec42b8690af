import Checkpoints

/// The two ways to read a prediction at signal `alpha` and noise `sigma`.
extension PredictionType {
    /// x_0: DDIM's formula (12), "predicted x_0"; for v Salimans and Ho 2022, appendix D, x̂ = α x - σ v.
    func denoised(_ prediction: [Float], latent: [Float], alpha: Float, sigma: Float) -> [Float] {
        switch self {
        case .epsilon: latent.indices.map { (latent[$0] - sigma * prediction[$0]) / alpha }
        case .vPrediction: latent.indices.map { alpha * latent[$0] - sigma * prediction[$0] }
        }
    }

    /// ε; from v = α ε - σ x_0 it is α v + σ x.
    func noise(_ prediction: [Float], latent: [Float], alpha: Float, sigma: Float) -> [Float] {
        switch self {
        case .epsilon: prediction
        case .vPrediction: latent.indices.map { alpha * prediction[$0] + sigma * latent[$0] }
        }
    }
}
