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
        inAndOut(x, step: step, conditioning, control: control).prediction
    }

    /// The same, with what the outermost layer met: later steps may go on from there (``callAsFunction(_:step:_:reusing:control:)``).
    package func inAndOut(
        _ x: T, step: Int, _ conditioning: Conditioning<T>, control: ControlResiduals<T>? = nil
    ) -> (prediction: T, inner: T) {
        let now = conditioning[step]
        let (skips, mid) = encoder(x, at: now)
        return decode(
            control.map { mid + $0.mid } ?? mid, Skips(skips, residuals: control?.skips ?? []), at: now)
    }

    /// A step that computes the outermost layer alone and takes what is further in from an earlier step, where it was nearly
    /// the same (DeepCache, arXiv 2312.00858): about a tenth of the work. `control`: the first of a ControlNet's residuals.
    package func callAsFunction(
        _ x: T, step: Int, _ conditioning: Conditioning<T>, reusing inner: T, control: T?
    ) -> T {
        let skip = encoder.convIn(x)
        return finish(inner, skip: control.map(skip.adding) ?? skip, at: conditioning[step])
    }

    /// The second half: from the middle and the skips to the prediction.
    package func decode(
        _ mid: T, _ skips: consuming Skips<T>, at now: Conditioning<T>.Step
    ) -> (prediction: T, inner: T) {
        var h = mid
        for block in upBlocks.dropLast() { h = block(h, at: now, skips: &skips) }
        let inner = upBlocks[upBlocks.count - 1].beforeLastLayer(h, at: now, skips: &skips)
        return (finish(inner, skip: skips.removeLast(), at: now), inner)
    }

    private func finish(_ inner: T, skip: T, at now: Conditioning<T>.Step) -> T {
        let h = upBlocks[upBlocks.count - 1].lastLayer(inner, skip: skip, at: now)
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
