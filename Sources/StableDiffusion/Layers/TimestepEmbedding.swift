package import Checkpoints
import Foundation
package import Tensors

/// A timestep as sine and cosine waves (as in "Attention Is All You Need", section 3.5), then two layers.
package struct TimestepEmbedding<T: Tensor>: Sendable {
    let linear1, linear2: Linear<T>
    let waves: Waves

    package init(_ w: Weights, _ waves: Waves, _ cout: Int) throws(WeightError) {
        linear1 = try Linear(w.linear_1, waves.channels, cout)
        linear2 = try Linear(w.linear_2, cout, cout)
        self.waves = waves
    }

    /// One row a timestep: `[timesteps, cout]`.
    package func callAsFunction(_ timesteps: [Int]) -> T {
        let sinusoid = T(timesteps.flatMap(waves.values), shape: [timesteps.count, waves.channels])
        return linear2(linear1(sinusoid, activation: .silu))
    }

    /// diffusers' `get_timestep_embedding`, in fp32 as there.
    package struct Waves: Sendable, Hashable {
        let channels: Int
        /// Cosines first.
        let flipSinToCos: Bool
        let freqShift: Float

        package init(channels: Int, flipSinToCos: Bool, freqShift: Float) {
            self.channels = channels
            self.flipSinToCos = flipSinToCos
            self.freqShift = freqShift
        }

        /// Frequencies fall from 1 to 1/10000. An odd channel stays zero.
        func values(_ timestep: Int) -> [Float] {
            let half = channels / 2
            let angles = (0..<half).map { index in
                Float(timestep) * exp(-log(Float(10000)) * Float(index) / (Float(half) - freqShift))
            }
            let sines = angles.map { sin($0) }, cosines = angles.map { cos($0) }
            return (flipSinToCos ? cosines + sines : sines + cosines) + (channels % 2 == 1 ? [0] : [])
        }
    }
}
