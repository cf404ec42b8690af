import Checkpoints
import Foundation

/// How much noise a training timestep has: ᾱ_t, t = 0 ..< the number of training steps.
///
/// The numbers are PyTorch's to the bit, which computes them in fp32: rounded where it rounds, and the product
/// accumulated in double precision. That is part of a trained model, and a thousand rounded factors are further from the
/// exact product than the rest of a scheduler's arithmetic.
struct NoiseSchedule: Sendable {
    let alphaProducts: [Float]

    /// √((1 - ᾱ) / ᾱ) for each timestep: the standard deviation of the noise relative to the signal.
    let ratios: [Float]

    init(_ configuration: SchedulerConfiguration) throws(SchedulerError) {
        var product = 1.0
        alphaProducts = Self.betas(configuration).map { beta in
            product *= Double(1 - beta)
            return Float(product)
        }
        ratios = alphaProducts.map { ((1 - $0) / $0).squareRoot() }
        if let timestep = ratios.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
            throw .extremeNoise(timestep: timestep)
        }
    }

    private static func betas(_ configuration: SchedulerConfiguration) -> [Float] {
        let start = configuration.betaStart, end = configuration.betaEnd, count = configuration.numTrainTimesteps
        return switch configuration.betaSchedule {
        case .linear: line(from: Float(start), to: Float(end), count: count)
        // Rombach et al. 2022: linear in √β.
        case .scaledLinear:
            line(from: Float(start.squareRoot()), to: Float(end.squareRoot()), count: count).map { $0 * $0 }
        }
    }

    /// `torch.linspace` in fp32: from both ends to the middle, each value rounded once.
    private static func line(from start: Float, to end: Float, count: Int) -> [Float] {
        guard count > 1 else { return [start] }
        let step = (end - start) / Float(count - 1)
        return (0..<count).map { index in
            index < count / 2
                ? start.addingProduct(step, Float(index))
                : end.addingProduct(-step, Float(count - 1 - index))
        }
    }
}
