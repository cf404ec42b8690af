package import Checkpoints
package import Tensors

/// diffusers' `DownBlock2D` and `CrossAttnDownBlock2D`.
package struct DownBlock<T: Tensor>: Sendable {
    let resnets: [ResBlock<T>]
    /// One a resnet, or none.
    let attentions: [Transformer2D<T>]
    let downsampler: Convolution<T>?

    package init(_ w: Weights, _ block: BlockSettings, _ settings: DenoiserSettings) throws(WeightError) {
        var resnets: [ResBlock<T>] = [], attentions: [Transformer2D<T>] = []
        for index in 0..<block.layers {
            resnets.append(
                try ResBlock(
                    w.resnets[index], index == 0 ? block.cin : block.cout, block.cout, settings.norm,
                    timeChannels: settings.timeChannels))
            if let attention = block.attention {
                attentions.append(try Transformer2D(w.attentions[index], block.cout, attention, settings))
            }
        }
        self.resnets = resnets
        self.attentions = attentions
        downsampler =
            block.resamples ? try Convolution(w.downsamplers[0].conv, block.cout, block.cout, stride: 2) : nil
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        for resnet in resnets { resnet.prepare(&conditioning) }
        for attention in attentions { attention.prepare(&conditioning) }
    }

    /// `[n, h, w, cin]` → `[n, h / 2, w / 2, cout]`; every layer's result is appended to `skips`.
    package func callAsFunction(_ x: T, at now: Conditioning<T>.Step, skips: inout [T]) -> T {
        var h = x
        for (index, resnet) in resnets.enumerated() {
            h = resnet(h, at: now)
            if !attentions.isEmpty { h = attentions[index](h, at: now) }
            skips.append(h)
        }
        if let downsampler {
            h = downsampler(h)
            skips.append(h)
        }
        return h
    }
}
