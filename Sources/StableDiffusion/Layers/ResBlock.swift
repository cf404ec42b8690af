package import Checkpoints
package import Tensors

/// diffusers' `ResnetBlock2D`: `[n, h, w, cin]` → `[n, h, w, cout]`. The autoencoder's have no time.
package struct ResBlock<T: Tensor>: Sendable {
    let norm1, norm2: GroupNorm<T>
    let conv1, conv2: Convolution<T>
    let timeEmbProj: TimeProjection<T>?
    let convShortcut: Convolution<T>?

    /// `timeChannels`: the width of the time embedding, nil where there is none.
    package init(
        _ w: Weights, _ cin: Int, _ cout: Int, _ norm: GroupNormSettings, timeChannels: Int? = nil
    ) throws(WeightError) {
        norm1 = try GroupNorm(w.norm1, cin, norm)
        conv1 = try Convolution(w.conv1, cin, cout)
        norm2 = try GroupNorm(w.norm2, cout, norm)
        conv2 = try Convolution(w.conv2, cout, cout)
        timeEmbProj = if let timeChannels { try TimeProjection(w.time_emb_proj, timeChannels, cout) } else { nil }
        convShortcut = cin == cout ? nil : try Convolution(w.conv_shortcut, cin, cout, kernel: 1)
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        timeEmbProj?.prepare(&conditioning)
    }

    package func callAsFunction(_ x: T, at now: Conditioning<T>.Step? = nil) -> T {
        let time = timeEmbProj.flatMap { projection in now.map { projection(at: $0) } }
        let h = conv1(norm1(x, activation: .silu), plus: time)  // [n, h, w, cout]
        return conv2(norm2(h, activation: .silu), plus: convShortcut?(x) ?? x)
    }
}
