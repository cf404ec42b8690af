public import Checkpoints
public import Tensors

/// The decoder half of diffusers' `AutoencoderKL`: from a latent to a picture.
public struct VAEDecoder<T: Tensor>: Sendable {
    let postQuantConv: Linear<T>?
    let convIn, convOut: Convolution<T>
    let midBlock: VAEMidBlock<T>
    let upBlocks: [VAEUpBlock<T>]
    let convNormOut: GroupNorm<T>

    /// `w`: the autoencoder's root.
    public init(_ w: Weights, _ configuration: VAEConfiguration) throws(WeightError) {
        let norm = configuration.norm, widths = Array(configuration.blockOutChannels.reversed())
        let latent = configuration.latentChannels, decoder = w.decoder
        postQuantConv = configuration.usePostQuantConv ? try Linear(w.post_quant_conv, latent, latent) : nil
        convIn = try Convolution(decoder.conv_in, latent, widths[0])
        midBlock = try VAEMidBlock(
            decoder.mid_block, widths[0], norm, attention: configuration.midBlockAddAttention)
        var blocks: [VAEUpBlock<T>] = []
        for (index, block) in configuration.upBlocks.enumerated() {
            blocks.append(try VAEUpBlock(decoder.up_blocks[index], block, norm))
        }
        upBlocks = blocks
        convNormOut = try GroupNorm(decoder.conv_norm_out, widths[widths.count - 1], norm)
        convOut = try Convolution(decoder.conv_out, widths[widths.count - 1], configuration.outChannels)
    }

    /// An unscaled latent `[n, h, w, c]` → a picture `[n, 8 h, 8 w, 3]`, about [-1, 1] (for four widths).
    public func callAsFunction(_ latent: T) -> T {
        decode(postQuantConv?(latent) ?? latent)
    }

    /// diffusers' `Decoder`.
    package func decode(_ latent: T) -> T {
        let h = upBlocks.reduce(midBlock(convIn(latent))) { h, block in block(h) }
        return convOut(convNormOut(h, activation: .silu))
    }
}
