package import Checkpoints
package import Tensors

/// diffusers' `Attention` of tokens to themselves, or to some of them: `[n, t, c]` → `[n, t, c]`.
package struct SelfAttention<T: Tensor>: Sendable {
    let toQ, toK, toV, toOut: Linear<T>
    let heads: Int

    /// `bias`: of query, key and value; the output always has one.
    package init(_ w: Weights, _ channels: Int, heads: Int, bias: Bool = false) throws(WeightError) {
        toQ = try Linear(w.to_q, channels, channels, bias: bias)
        toK = try Linear(w.to_k, channels, channels, bias: bias)
        toV = try Linear(w.to_v, channels, channels, bias: bias)
        toOut = try Linear(w.to_out[0], channels, channels)
        self.heads = heads
    }

    /// `seen`: the tokens that are attended to, `[n, s, c]`; nil for all of x.
    package func callAsFunction(_ x: T, to seen: T? = nil, plus residual: T) -> T {
        let seen = seen ?? x
        return toOut(toQ(x).attention(keys: toK(seen), values: toV(seen), heads: heads, causal: false), plus: residual)
    }
}

/// diffusers' `Attention` of tokens to the text, whose keys and values are computed when a job is prepared.
package struct CrossAttention<T: Tensor>: Sendable {
    let path: String
    let toQ, toK, toV, toOut: Linear<T>
    let heads: Int

    package init(_ w: Weights, _ channels: Int, heads: Int, textChannels: Int) throws(WeightError) {
        path = w.path
        toQ = try Linear(w.to_q, channels, channels, bias: false)
        toK = try Linear(w.to_k, textChannels, channels, bias: false)
        toV = try Linear(w.to_v, textChannels, channels, bias: false)
        toOut = try Linear(w.to_out[0], channels, channels)
        self.heads = heads
    }

    package func prepare(_ conditioning: inout Conditioning<T>) {
        conditioning.texts[path] = (toK(conditioning.text), toV(conditioning.text))
    }

    /// `[n, t, c]` → `[m, t, c]`, m the larger of n and the text's batch: here the halves of guidance part.
    package func callAsFunction(_ x: T, at now: Conditioning<T>.Step, plus residual: T) -> T {
        let text = now.text(path)
        let attended = toQ(x).attention(keys: text.keys, values: text.values, heads: heads, causal: false)
        return toOut(attended, plus: residual)
    }
}
