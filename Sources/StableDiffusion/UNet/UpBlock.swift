package import Checkpoints
package import Tensors

/// diffusers' `UpBlock2D` and `CrossAttnUpBlock2D`.
package struct UpBlock<T: Tensor>: Sendable {
    let resnets: [ResBlock<T>]
    /// One a resnet, or none.
    let attentions: [Transformer2D<T>]
    let upsampler: UpsampledConvolution<T>?

    /// `skips`: the channels of the skips that the block will meet, in the order it meets them.
    package init(
        _ w: Weights, _ block: BlockSettings, skips: [Int], _ settings: DenoiserSettings
    ) throws(WeightError) {
        var resnets: [ResBlock<T>] = [], attentions: [Transformer2D<T>] = []
        for index in 0..<block.layers {
            resnets.append(
                try ResBlock(
                    w.resnets[index], (index == 0 ? block.cin : block.cout) + skips[index], block.cout, settings.norm,
                    timeChannels: settings.timeChannels))
            if let attention = block.attention {
                attentions.append(try Transformer2D(w.attentions[index], block.cout, attention, settings))
            }
        }
        self.resnets = resnets
        self.attentions = attentions
        upsampler = block.resamples ? try UpsampledConvolution(w.upsamplers[0], block.cout) : nil
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        for resnet in resnets { resnet.prepare(&conditioning) }
        for attention in attentions { attention.prepare(&conditioning) }
    }

    /// `[n, h, w, cin]` → `[n, size, cout]`, taking one skip a layer from the end of `skips`.
    ///
    /// A block that ends with upsampling makes it to `size`: the size of the next skip, which isn't the double where
    /// the encoder rounded up.
    package func callAsFunction(
        _ x: T, at now: Conditioning<T>.Step, skips: inout Skips<T>, size: (height: Int, width: Int)? = nil
    ) -> T {
        let h = lastLayer(beforeLastLayer(x, at: now, skips: &skips), skip: skips.removeLast(), at: now)
        guard let upsampler else { return h }
        let size = size ?? skips.size ?? (2 * h.shape[1], 2 * h.shape[2])
        return upsampler(h, height: size.height, width: size.width)
    }

    /// What the last layer meets.
    func beforeLastLayer(_ x: T, at now: Conditioning<T>.Step, skips: inout Skips<T>) -> T {
        var h = x
        for index in resnets.indices.dropLast() { h = layer(index, h, skip: skips.removeLast(), at: now) }
        return h
    }

    /// The last layer alone, without the upsampling that may follow.
    func lastLayer(_ x: T, skip: T, at now: Conditioning<T>.Step) -> T {
        layer(resnets.count - 1, x, skip: skip, at: now)
    }

    private func layer(_ index: Int, _ x: T, skip: T, at now: Conditioning<T>.Step) -> T {
        let h = resnets[index](x.concatenated(skip), at: now)
        return attentions.isEmpty ? h : attentions[index](h, at: now)
    }
}
