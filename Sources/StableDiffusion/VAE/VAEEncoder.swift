public import Checkpoints
public import Tensors

/// The encoder half of diffusers' `AutoencoderKL`: from a picture to the distribution of its latent.
public struct VAEEncoder<T: Tensor>: Sendable {
    let convIn, convOut: Convolution<T>
    let downBlocks: [VAEDownBlock<T>]
    let midBlock: VAEMidBlock<T>
    let convNormOut: GroupNorm<T>
    let quantConv: Linear<T>?

    /// `w`: the autoencoder's root.
    public init(_ w: Weights, _ configuration: VAEConfiguration) throws(WeightError) {
        let norm = configuration.norm, widths = configuration.blockOutChannels
        let moments = 2 * configuration.latentChannels, encoder = w.encoder
        convIn = try Convolution(encoder.conv_in, configuration.inChannels, widths[0])
        var blocks: [VAEDownBlock<T>] = []
        for (index, block) in configuration.downBlocks.enumerated() {
            blocks.append(try VAEDownBlock(encoder.down_blocks[index], block, norm))
        }
        downBlocks = blocks
        let inner = widths[widths.count - 1]
        midBlock = try VAEMidBlock(encoder.mid_block, inner, norm, attention: configuration.midBlockAddAttention)
        convNormOut = try GroupNorm(encoder.conv_norm_out, inner, norm)
        convOut = try Convolution(encoder.conv_out, inner, moments)
        quantConv = configuration.useQuantConv ? try Linear(w.quant_conv, moments, moments) : nil
    }

    /// A picture `[n, H, W, 3]` in [-1, 1] → `[n, H / 8, W / 8, 2 c]`: means, then logarithms of variances, of the unscaled
    /// latent (for four widths).
    public func callAsFunction(_ picture: T) -> T {
        let moments = encode(picture)
        return quantConv?(moments) ?? moments
    }

    /// diffusers' `Encoder`.
    package func encode(_ picture: T) -> T {
        let h = midBlock(downBlocks.reduce(convIn(picture)) { h, block in block(h) })
        return convOut(convNormOut(h, activation: .silu))
    }
}
