/// Latents of several samples in fp32, as the networks have them: `[n, h, w, c]`.
public struct Latents: Sendable, Hashable {
    public let samples: Int
    public let height: Int
    public let width: Int
    public let channels: Int
    public internal(set) var values: [Float]

    package init(samples: Int, height: Int, width: Int, channels: Int, values: [Float]) {
        precondition(values.count == samples * height * width * channels)
        self.samples = samples
        self.height = height
        self.width = width
        self.channels = channels
        self.values = values
    }

    /// Standard normal noise: sample i is that of seed + i, times `scale`.
    init(noise seed: UInt64, scale: Float, samples: Int, height: Int, width: Int, channels: Int) {
        let pixels = height * width
        let values = (0..<samples).flatMap { sample in
            let planes = Noise.latent(seed: seed &+ UInt64(sample), count: channels * pixels)  // [c, h, w]
            return (0..<pixels * channels).map { planes[$0 % channels * pixels + $0 / channels] * scale }
        }
        self.init(samples: samples, height: height, width: width, channels: channels, values: values)
    }

    /// torch's order, `[n, c, h, w]`.
    public var planar: [Float] {
        let pixels = height * width
        return values.indices.map { index in
            let sample = index / (channels * pixels), channel = index / pixels % channels
            return values[(sample * pixels + index % pixels) * channels + channel]
        }
    }

    /// One sample's values, `[h, w, c]`.
    public subscript(sample: Int) -> ArraySlice<Float> {
        let count = height * width * channels
        return values[sample * count..<(sample + 1) * count]
    }
}
