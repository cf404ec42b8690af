package import Checkpoints
package import Tensors

/// diffusers' `ControlNetConditioningEmbedding`: a picture `[n, H, W, 3]` → `[n, H / 8, W / 8, c]` for four widths.
package struct HintEncoder<T: Tensor>: Sendable {
    let convIn, convOut: Convolution<T>
    let blocks: [Convolution<T>]

    package init(_ w: Weights, channels: Int, widths: [Int], _ cout: Int) throws(WeightError) {
        convIn = try Convolution(w.conv_in, channels, widths[0])
        var blocks: [Convolution<T>] = []
        for index in 0..<widths.count - 1 {
            blocks.append(try Convolution(w.blocks[2 * index], widths[index], widths[index]))
            blocks.append(try Convolution(w.blocks[2 * index + 1], widths[index], widths[index + 1], stride: 2))
        }
        self.blocks = blocks
        convOut = try Convolution(w.conv_out, widths[widths.count - 1], cout)
    }

    package func callAsFunction(_ picture: T) -> T {
        convOut(blocks.reduce(convIn(picture, activation: .silu)) { h, block in block(h, activation: .silu) })
    }
}
