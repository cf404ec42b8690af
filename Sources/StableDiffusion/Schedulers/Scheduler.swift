/// The way from noise to a clean latent in a number of steps. A complete value: nothing needs to be set or called
/// first, and a step is named by its index, since timesteps may repeat.
///
/// Notation, in every scheduler here:
///
/// | here | papers | |
/// |---|---|---|
/// | `timestep` | t | what the network is told, 0 ..< the number of training steps |
/// | `alphaProduct` | ᾱ_t (DDIM: α_t) | product of 1 - β up to t |
/// | `alpha`, `sigma` | α_t, σ_t (DPM-Solver) | √ᾱ_t and √(1 - ᾱ_t): x_t = α x_0 + σ ε |
/// | `ratio` | σ of Karras et al. | σ_t / α_t |
/// | `lambda` | λ_t | log(α_t / σ_t) |
/// | `latent` | x_t | |
/// | `denoised` | x_θ, f_θ | the clean latent x_0 that a prediction stands for |
/// | `noise` | ε_θ | |
///
/// Latents are flat and of any layout: a step treats each value by itself, in fp32. Coefficients are computed in double
/// precision from the fp32 noise schedule that PyTorch computes.
public protocol Scheduler: Sendable {
    /// What the network is told at each step, in order.
    var timesteps: [Int] { get }

    /// The standard deviation of the noise to start from.
    var initialNoiseScale: Float { get }

    /// The latent after step `index`, 0 ..< `timesteps.count`, from the latent before it and the network's (guided)
    /// prediction for that. `history` carries what a step leaves to the next one: make one a run, and pass it to every
    /// step in order.
    func step(_ index: Int, prediction: [Float], latent: [Float], history: inout SchedulerHistory) -> [Float]

    /// The clean latent that the prediction at step `index` stands for.
    func denoised(_ index: Int, prediction: [Float], latent: [Float]) -> [Float]
}

extension Scheduler {
    public var initialNoiseScale: Float { 1 }
}

/// What a multistep scheduler remembers of the steps before.
public struct SchedulerHistory: Sendable {
    /// The last step's clean latent.
    var denoised: [Float]?

    public init() {}
}
