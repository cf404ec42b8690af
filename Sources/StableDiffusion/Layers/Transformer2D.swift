package import Checkpoints
package import Tensors

/// diffusers' `Transformer2DModel`: an image's pixels as tokens, attending to themselves and to the text.
package struct Transformer2D<T: Tensor>: Sendable {
    let norm: GroupNorm<T>
    let projIn, projOut: Linear<T>
    let transformerBlocks: [TransformerBlock<T>]

    package init(
        _ w: Weights, _ channels: Int, _ attention: AttentionSettings, _ settings: DenoiserSettings
    ) throws(WeightError) {
        norm = try GroupNorm(w.norm, channels, settings.norm.fine)
        projIn = try Linear(w.proj_in, channels, channels)
        projOut = try Linear(w.proj_out, channels, channels)
        var blocks: [TransformerBlock<T>] = []
        for index in 0..<attention.layers {
            blocks.append(
                try TransformerBlock(
                    w.transformer_blocks[index], channels, heads: attention.heads,
                    textChannels: settings.crossAttentionDim))
        }
        transformerBlocks = blocks
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        for block in transformerBlocks { block.prepare(&conditioning) }
    }

    /// `[n, h, w, c]` → `[m, h, w, c]`.
    package func callAsFunction(_ x: T, at now: Conditioning<T>.Step) -> T {
        let n = x.shape.batch, height = x.shape[1], width = x.shape[2], channels = x.shape[3]
        var tokens = projIn(norm(x)).reshaped([n, height * width, channels])
        for block in transformerBlocks {
            tokens = block(tokens, height: height, width: width, at: now)  // [m, h * w, c]
        }
        return projOut(tokens.reshaped([tokens.shape.batch, height, width, channels]), plus: x)
    }
}

/// diffusers' `BasicTransformerBlock`.
package struct TransformerBlock<T: Tensor>: Sendable {
    let norm1, norm2, norm3: LayerNorm<T>
    let attn1: SelfAttention<T>
    let attn2: CrossAttention<T>
    let ff: FeedForward<T>

    package init(_ w: Weights, _ channels: Int, heads: Int, textChannels: Int) throws(WeightError) {
        norm1 = try LayerNorm(w.norm1, channels)
        attn1 = try SelfAttention(w.attn1, channels, heads: heads)
        norm2 = try LayerNorm(w.norm2, channels)
        attn2 = try CrossAttention(w.attn2, channels, heads: heads, textChannels: textChannels)
        norm3 = try LayerNorm(w.norm3, channels)
        ff = try FeedForward(w.ff, channels)
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        attn2.prepare(&conditioning)
    }

    /// `[n, h * w, c]` → `[m, h * w, c]`.
    package func callAsFunction(_ x: T, height: Int, width: Int, at now: Conditioning<T>.Step) -> T {
        let own = norm1(x)
        let seen = attn1(own, to: now.seen(own, height: height, width: width), plus: x)
        let told = attn2(norm2(seen), at: now, plus: seen)
        return ff(norm3(told), plus: told)
    }
}

/// diffusers' `FeedForward` with GEGLU, four times as wide inside.
package struct FeedForward<T: Tensor>: Sendable {
    let widen: GatedLinear<T>
    let narrow: Linear<T>

    package init(_ w: Weights, _ channels: Int) throws(WeightError) {
        widen = try GatedLinear(w.net[0], channels, 4 * channels)
        narrow = try Linear(w.net[2], 4 * channels, channels)
    }

    package func callAsFunction(_ x: T, plus residual: T) -> T { narrow(widen(x), plus: residual) }
}
