import Checkpoints
import Tensors

/// A picture of a latent at the latent's size without the autoencoder: each pixel's colour is a linear function of the
/// latent's channels there. Crude, and free.
public struct LatentPreview: Sendable, Hashable {
    /// For each of red, green and blue: a factor a channel, then an offset. Colours are in [-1, 1].
    public let factors: [[Float]]

    public init(factors: [[Float]]) {
        precondition(factors.count == 3)
        self.factors = factors
    }

    /// Small pictures of all samples, `latents.width` x `latents.height`.
    public func pictures(_ latents: Latents) -> [Picture] {
        (0..<latents.samples).map { sample in
            let values = Array(latents[sample])
            let colors = (0..<latents.height * latents.width).flatMap { pixel in
                factors.map { factors in
                    (0..<latents.channels).reduce(factors[latents.channels]) { color, channel in
                        color + factors[channel] * values[pixel * latents.channels + channel]
                    }
                }
            }
            return Picture(width: latents.width, height: latents.height, signed: colors.map { $0.isFinite ? $0 : 0 })
        }
    }
}

extension DiffusionPipeline {
    /// Fits a preview to this model's autoencoder by least squares over the decoding of one small random latent. Costs about
    /// a sixteenth of decoding a picture of 512 x 512; keep the result.
    public func fitPreview() throws -> LatentPreview {
        let side = 16, patch = 2, vae = configuration.vae, channels = vae.latentChannels
        let patches = side / patch
        let noise = Noise.latent(seed: 0, count: patches * patches * channels)
        let values = (0..<side * side).flatMap { pixel in
            let place = pixel / side / patch * patches + pixel % side / patch
            return noise[place * channels..<(place + 1) * channels]
        }
        let latent = Latents(samples: 1, height: side, width: side, channels: channels, values: values)
        let picture = try decode(latent)[0]

        let rows = (0..<side * side).map { pixel in
            values[pixel * channels..<(pixel + 1) * channels].map(Double.init) + [1]
        }
        let factors = (0..<3).map { color in
            let targets = (0..<side * side).map { picture.mean(of: color, at: $0, side: side, reduction: vae.reduction) }
            return leastSquares(rows, targets).map { Float($0) }
        }
        return LatentPreview(factors: factors)
    }
}

extension Picture {
    /// Mean of one color over the square that a latent's pixel stands for, in [-1, 1].
    fileprivate func mean(of color: Int, at pixel: Int, side: Int, reduction: Int) -> Double {
        var sum = 0
        for y in 0..<reduction {
            for x in 0..<reduction {
                let row = pixel / side * reduction + y, column = pixel % side * reduction + x
                sum += Int(pixels[(row * width + column) * 3 + color])
            }
        }
        return Double(sum) / Double(reduction * reduction) / 127.5 - 1
    }
}

/// The coefficients that bring `rows` closest to `targets`: the normal equations, eliminated with pivots.
private func leastSquares(_ rows: [[Double]], _ targets: [Double]) -> [Double] {
    let n = rows[0].count
    var system = (0..<n).map { i in
        (0..<n).map { j in rows.reduce(0) { $0 + $1[i] * $1[j] } } + [zip(rows, targets).reduce(0) { $0 + $1.0[i] * $1.1 }]
    }
    for column in 0..<n {
        guard let pivot = (column..<n).max(by: { abs(system[$0][column]) < abs(system[$1][column]) }) else { break }
        system.swapAt(column, pivot)
        for row in 0..<n where row != column {
            let factor = system[row][column] / system[column][column]
            for k in column...n { system[row][k] -= factor * system[column][k] }
        }
    }
    return (0..<n).map { system[$0][n] / system[$0][$0] }
}
