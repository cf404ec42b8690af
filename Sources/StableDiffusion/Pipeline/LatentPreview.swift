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
        let probe = previewProbe, picture = try decode(probe)[0]
        let rows = (0..<probe.height * probe.width).map { pixel in
            probe.values[pixel * probe.channels..<(pixel + 1) * probe.channels].map(Double.init) + [1]
        }
        let colors = picture.reduced(by: configuration.vae.reduction)
        let factors = (0..<3).map { color in
            leastSquares(rows, rows.indices.map { colors[$0 * 3 + color] }).map { Float($0) }
        }
        return LatentPreview(factors: factors)
    }

    /// Random colors of patches a few pixels wide, since what pictures are made of is wider than one pixel of a latent.
    package var previewProbe: Latents {
        let side = 16, patch = 2, patches = side / patch, channels = configuration.vae.latentChannels
        let noise = Noise.latent(seed: 0, count: patches * patches * channels)
        let values = (0..<side * side).flatMap { pixel in
            let place = pixel / side / patch * patches + pixel % side / patch
            return noise[place * channels..<(place + 1) * channels]
        }
        return Latents(samples: 1, height: side, width: side, channels: channels, values: values)
    }
}

extension Picture {
    /// Mean colors of squares of `side` pixels, in [-1, 1].
    package func reduced(by side: Int) -> [Double] {
        let columns = width / side
        return (0..<height / side * columns * 3).map { index in
            let y = index / 3 / columns * side, x = index / 3 % columns * side
            let sum = (0..<side * side).reduce(0) {
                $0 + Int(pixels[((y + $1 / side) * width + x + $1 % side) * 3 + index % 3])
            }
            return Double(sum) / Double(side * side) / 127.5 - 1
        }
    }
}
