package import Checkpoints
package import Tensors

/// transformers' `CLIPEncoderLayer`: `[n, t, c]` → `[n, t, c]`.
package struct CLIPLayer<T: Tensor>: Sendable {
    let layerNorm1, layerNorm2: LayerNorm<T>
    let qProj, kProj, vProj, outProj: Linear<T>
    let fc1, fc2: Linear<T>
    let heads: Int
    let activation: Activation

    package init(_ w: Weights, _ configuration: CLIPTextConfiguration) throws(WeightError) {
        let channels = configuration.hiddenSize, inner = configuration.intermediateSize
        let epsilon = Float(configuration.layerNormEps)
        layerNorm1 = try LayerNorm(w.layer_norm1, channels, epsilon: epsilon)
        qProj = try Linear(w.self_attn.q_proj, channels, channels)
        kProj = try Linear(w.self_attn.k_proj, channels, channels)
        vProj = try Linear(w.self_attn.v_proj, channels, channels)
        outProj = try Linear(w.self_attn.out_proj, channels, channels)
        layerNorm2 = try LayerNorm(w.layer_norm2, channels, epsilon: epsilon)
        fc1 = try Linear(w.mlp.fc1, channels, inner)
        fc2 = try Linear(w.mlp.fc2, inner, channels)
        heads = configuration.numAttentionHeads
        activation =
            switch configuration.hiddenAct {
            case .quickGELU: .quickGELU
            case .gelu: .gelu
            }
    }

    package func callAsFunction(_ x: T) -> T {
        let normed = layerNorm1(x)
        let seen = qProj(normed).attention(keys: kProj(normed), values: vProj(normed), heads: heads, causal: true)
        let h = outProj(seen, plus: x)
        return fc2(fc1(layerNorm2(h), activation: activation), plus: h)
    }
}
