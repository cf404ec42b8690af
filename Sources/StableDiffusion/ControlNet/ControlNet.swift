public import Checkpoints
public import Tensors

/// diffusers' `ControlNetModel` ("Adding Conditional Control to Text-to-Image Diffusion Models", figure 3): a copy of the
/// UNet's encoder that also sees a picture, connected to the UNet through convolutions that began as zeros.
public struct ControlNet<T: Tensor>: Sendable {
    package let encoder: Encoder<T>
    let condEmbedding: HintEncoder<T>
    package var downBlocks: [Linear<T>]
    let midBlock: Linear<T>
    let channelOrder: ConditioningChannelOrder

    public init(_ w: Weights, _ configuration: ControlNetConfiguration) throws(WeightError) {
        let settings = DenoiserSettings(configuration)
        encoder = try Encoder(w, settings)
        condEmbedding = try HintEncoder(
            w.controlnet_cond_embedding, channels: configuration.conditioningChannels,
            widths: configuration.conditioningEmbeddingOutChannels, configuration.blockOutChannels[0])
        var zeros: [Linear<T>] = []
        for (index, channels) in settings.skipChannels.enumerated() {
            zeros.append(try Linear(w.controlnet_down_blocks[index], channels, channels))
        }
        downBlocks = zeros
        let inner = configuration.blockOutChannels[configuration.blockOutChannels.count - 1]
        midBlock = try Linear(w.controlnet_mid_block, inner, inner)
        channelOrder = configuration.conditioningChannelOrder
    }

    /// A picture, `[n, H, W, 3]` in [0, 1] and RGB, as the network takes it in: `[n, H / 8, W / 8, c]`. Once a job.
    public func hint(_ picture: [Float], shape: Shape) -> T {
        precondition(picture.count == shape.count)
        let ordered =
            switch channelOrder {
            case .rgb: picture
            case .bgr: picture.indices.map { picture[$0 + 2 - 2 * ($0 % 3)] }
            }
        return condEmbedding(T(ordered, shape: shape))
    }

    /// Everything that depends on the text `[n, tokens, c]` and the timesteps alone.
    public func prepare(text: T, timesteps: [Int]) -> Conditioning<T> {
        encoder.prepare(text: text, timesteps: timesteps)
    }

    /// Step `step` of the prepared timesteps: a latent `[n, h, w, c]` and a hint of the same size, whose batch may be
    /// smaller. `scale`: strength of all residuals.
    public func callAsFunction(
        _ x: T, step: Int, _ conditioning: Conditioning<T>, hint: T, scale: Float = 1
    ) -> ControlResiduals<T> {
        let (skips, mid) = encoder(x, at: conditioning[step], hint: hint)
        return ControlResiduals(
            skips: zip(downBlocks, skips).map { zero, skip in zero(skip).scaledUnlessOne(by: scale) },
            mid: midBlock(mid).scaledUnlessOne(by: scale))
    }

    /// The residual of the first skip alone, which nothing but the first convolution has to be computed for.
    package func first(_ x: T, hint: T, scale: Float) -> T {
        downBlocks[0](encoder.convIn(x, plus: hint)).scaledUnlessOne(by: scale)
    }
}

extension Tensor {
    fileprivate func scaledUnlessOne(by scale: Float) -> Self { scale == 1 ? self : scaled(by: scale) }
}
