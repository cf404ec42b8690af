package import Checkpoints
package import Tensors

/// The autoencoder's `Attention`: every pixel to every other in one head, `[n, h, w, c]` → `[n, h, w, c]`.
package struct VAEAttention<T: Tensor>: Sendable {
    let groupNorm: GroupNorm<T>
    let attention: SelfAttention<T>

    package init(_ w: Weights, _ channels: Int, _ norm: GroupNormSettings) throws(WeightError) {
        groupNorm = try GroupNorm(w.group_norm, channels, norm)
        attention = try SelfAttention(w, channels, heads: 1, bias: true)
    }

    package func callAsFunction(_ x: T) -> T {
        let tokens: Shape = [x.shape[0], x.shape[1] * x.shape[2], x.shape[3]]
        return attention(groupNorm(x).reshaped(tokens), plus: x.reshaped(tokens)).reshaped(x.shape)
    }
}

/// diffusers' `UNetMidBlock2D`: `[n, h, w, c]` → `[n, h, w, c]`.
package struct VAEMidBlock<T: Tensor>: Sendable {
    let resnets: [ResBlock<T>]
    let attention: VAEAttention<T>?

    package init(
        _ w: Weights, _ channels: Int, _ norm: GroupNormSettings, attention: Bool
    ) throws(WeightError) {
        resnets = [
            try ResBlock(w.resnets[0], channels, channels, norm), try ResBlock(w.resnets[1], channels, channels, norm),
        ]
        self.attention = attention ? try VAEAttention(w.attentions[0], channels, norm) : nil
    }

    package func callAsFunction(_ x: T) -> T {
        let h = resnets[0](x)
        return resnets[1](attention?(h) ?? h)
    }
}

/// diffusers' `DownEncoderBlock2D`: `[n, h, w, cin]` → `[n, h / 2, w / 2, cout]`.
package struct VAEDownBlock<T: Tensor>: Sendable {
    let resnets: [ResBlock<T>]
    let downsampler: Convolution<T>?

    package init(_ w: Weights, _ block: BlockSettings, _ norm: GroupNormSettings) throws(WeightError) {
        resnets = try vaeResnets(w.resnets, block, norm)
        downsampler =
            block.resamples
            ? try Convolution(w.downsamplers[0].conv, block.cout, block.cout, stride: 2, padding: .bottomRight) : nil
    }

    package func callAsFunction(_ x: T) -> T {
        let h = resnets.reduce(x) { h, resnet in resnet(h) }
        return downsampler?(h) ?? h
    }
}

/// diffusers' `UpDecoderBlock2D`: `[n, h, w, cin]` → `[n, 2 h, 2 w, cout]`.
package struct VAEUpBlock<T: Tensor>: Sendable {
    let resnets: [ResBlock<T>]
    let upsampler: UpsampledConvolution<T>?

    package init(_ w: Weights, _ block: BlockSettings, _ norm: GroupNormSettings) throws(WeightError) {
        resnets = try vaeResnets(w.resnets, block, norm)
        upsampler = block.resamples ? try UpsampledConvolution(w.upsamplers[0], block.cout) : nil
    }

    package func callAsFunction(_ x: T) -> T {
        let h = resnets.reduce(x) { h, resnet in resnet(h) }
        return upsampler?(h, height: 2 * h.shape[1], width: 2 * h.shape[2]) ?? h
    }
}

private func vaeResnets<T: Tensor>(
    _ w: Weights, _ block: BlockSettings, _ norm: GroupNormSettings
) throws(WeightError) -> [ResBlock<T>] {
    var resnets: [ResBlock<T>] = []
    for index in 0..<block.layers {
        resnets.append(try ResBlock(w[index], index == 0 ? block.cin : block.cout, block.cout, norm))
    }
    return resnets
}
