public import Checkpoints
public import Tensors

/// diffusers' `UNet2DConditionModel`: from a noisy latent, a timestep and a text to the noise (or velocity) in it.
///
/// It is prepared for a job, then stepped:
///
///     let job = unet.prepare(text: text, timesteps: scheduler.timesteps)
///     let noise = unet(latent, step: 0, job)
public struct UNet<T: Tensor>: Sendable {
    package let encoder: Encoder<T>
    package let upBlocks: [UpBlock<T>]
    let convNormOut: GroupNorm<T>
    let convOut: Convolution<T>

    public init(_ w: Weights, _ configuration: UNetConfiguration) throws(WeightError) {
        let settings = DenoiserSettings(configuration)
        encoder = try Encoder(w, settings)
        var skips = settings.skipChannels
        var blocks: [UpBlock<T>] = []
        for (index, block) in settings.upBlocks(configuration.upBlockTypes).enumerated() {
            blocks.append(
                try UpBlock(w.up_blocks[index], block, skips: skips.suffix(block.layers).reversed(), settings))
            skips.removeLast(block.layers)
        }
        upBlocks = blocks
        convNormOut = try GroupNorm(w.conv_norm_out, configuration.blockOutChannels[0], settings.norm)
        convOut = try Convolution(w.conv_out, configuration.blockOutChannels[0], configuration.outChannels)
    }

    /// Everything that depends on the text `[n, tokens, c]` and the timesteps alone.
    public func prepare(text: T, timesteps: [Int]) -> Conditioning<T> {
        var conditioning = encoder.prepare(text: text, timesteps: timesteps)
        for block in upBlocks { block.prepare(&conditioning) }
        return conditioning
    }

    /// Step `step` of the prepared timesteps: a latent `[n, h, w, c]` → `[m, h, w, c]`, m the larger of n and the text's
    /// batch. Any h and w.
    public func callAsFunction(
        _ x: T, step: Int, _ conditioning: Conditioning<T>, control: ControlResiduals<T>? = nil
    ) -> T {
        let now = conditioning[step]
        let (skips, mid) = encoder(x, at: now)
        return decode(
            control.map { mid + $0.mid } ?? mid, Skips(skips, residuals: control?.skips ?? []), at: now)
    }

    /// The second half: from the middle and the skips to the prediction.
    package func decode(_ mid: T, _ skips: consuming Skips<T>, at now: Conditioning<T>.Step) -> T {
        var h = mid
        for block in upBlocks { h = block(h, at: now, skips: &skips) }
        return convOut(convNormOut(h, activation: .silu))
    }
}

extension DenoiserSettings {
    /// The up blocks, innermost first: the down blocks mirrored, each with one layer more.
    package func upBlocks(_ types: [BlockType]) -> [BlockSettings] {
        let inward = Array(blockOutChannels.indices.reversed())
        return inward.enumerated().map { place, index in
            BlockSettings(
                cin: blockOutChannels[inward[max(place - 1, 0)]], cout: blockOutChannels[index],
                layers: layersPerBlock[index] + 1,
                attention: types[place] == .crossAttention ? attention(index) : nil, resamples: index > 0)
        }
    }
}
