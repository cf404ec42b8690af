package import Checkpoints
package import Tensors

/// `conv_in`, the time embedding, the down blocks and the mid block: UNet and ControlNet both own one, under the same keys.
package struct Encoder<T: Tensor>: Sendable {
    let convIn: Convolution<T>
    let timeEmbedding: TimestepEmbedding<T>
    let downBlocks: [DownBlock<T>]
    let midBlock: MidBlock<T>

    package init(_ w: Weights, _ settings: DenoiserSettings) throws(WeightError) {
        let widths = settings.blockOutChannels
        convIn = try Convolution(w.conv_in, settings.inChannels, widths[0])
        timeEmbedding = try TimestepEmbedding(
            w.time_embedding,
            .init(channels: widths[0], flipSinToCos: settings.flipSinToCos, freqShift: settings.freqShift),
            settings.timeChannels)
        var blocks: [DownBlock<T>] = []
        for (index, block) in settings.downBlocks.enumerated() {
            blocks.append(try DownBlock(w.down_blocks[index], block, settings))
        }
        downBlocks = blocks
        let last = widths.count - 1
        midBlock = try MidBlock(w.mid_block, widths[last], settings.attention(last), settings)
    }

    /// Everything that depends on the timesteps and the text `[n, tokens, c]` alone.
    package func prepare(text: T, timesteps: [Int]) -> Conditioning<T> {
        var conditioning = Conditioning(time: timeEmbedding(timesteps), text: text)
        for block in downBlocks { block.prepare(&conditioning) }
        midBlock.prepare(&conditioning)
        return conditioning
    }

    /// `[n, h, w, cin]` → the skips, outermost first, and the middle.
    ///
    /// `hint`: a picture's encoding, `[m, h, w, c]`, added to the first convolution.
    package func callAsFunction(_ x: T, at now: Conditioning<T>.Step, hint: T? = nil) -> (skips: [T], mid: T) {
        var h = convIn(x, plus: hint)  // [n, h, w, c]
        var skips = [h]
        for block in downBlocks { h = block(h, at: now, skips: &skips) }
        return (skips, midBlock(h, at: now))
    }
}

extension DenoiserSettings {
    /// The down blocks, outermost first.
    package var downBlocks: [BlockSettings] {
        blockOutChannels.indices.map { index in
            BlockSettings(
                cin: blockOutChannels[max(index - 1, 0)], cout: blockOutChannels[index], layers: layersPerBlock[index],
                attention: downBlockTypes[index] == .crossAttention ? attention(index) : nil,
                resamples: index < blockOutChannels.count - 1)
        }
    }

    /// The channels of every skip, in the order they are made.
    package var skipChannels: [Int] {
        downBlocks.reduce(into: [blockOutChannels[0]]) { skips, block in
            skips += Array(repeating: block.cout, count: block.layers + (block.resamples ? 1 : 0))
        }
    }
}
