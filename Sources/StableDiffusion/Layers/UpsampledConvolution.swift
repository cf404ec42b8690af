package import Checkpoints
package import Tensors

/// diffusers' `Upsample2D`: the nearest neighbours, then a 3 x 3 convolution.
package struct UpsampledConvolution<T: Tensor>: Sendable {
    let weight: T.Weight

    package init(_ w: Weights, _ channels: Int) throws(WeightError) {
        let conv = w.conv
        weight = T.pack(
            .upsampledConvolution, try conv.array("weight", [channels, channels, 3, 3]),
            bias: try conv.array("bias", [channels]))
    }

    /// `[n, h, w, c]` → `[n, height, width, c]`.
    package func callAsFunction(_ x: T, height: Int, width: Int) -> T {
        x.upsampledConvolution(weight, height: height, width: width)
    }
}
