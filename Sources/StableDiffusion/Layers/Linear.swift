package import Checkpoints
package import Tensors

/// torch's `Linear`, over the channels: `[..., cin]` → `[..., cout]`. Also a `Conv2d` of 1 x 1, which is the same: checkpoints
/// give either in this shape.
package struct Linear<T: Tensor>: Sendable {
    let weight: T.Weight

    package init(_ w: Weights, _ cin: Int, _ cout: Int, bias: Bool = true) throws(WeightError) {
        weight = T.pack(
            .linear, try w.array("weight", [cout, cin]), bias: bias ? try w.array("bias", [cout]) : nil)
    }

    package func callAsFunction(_ x: T, activation: Activation = .none, plus: T? = nil) -> T {
        x.linear(weight, activation: activation, plus: plus)
    }
}

/// diffusers' `GEGLU`: one matrix makes value and gate, `value * gelu(gate)`: `[..., cin]` → `[..., cout]`.
package struct GatedLinear<T: Tensor>: Sendable {
    let proj: T.Weight

    package init(_ w: Weights, _ cin: Int, _ cout: Int) throws(WeightError) {
        let proj = w.proj
        self.proj = T.pack(
            .gatedLinear, try proj.array("weight", [2 * cout, cin]), bias: try proj.array("bias", [2 * cout]))
    }

    package func callAsFunction(_ x: T) -> T { x.gatedLinear(proj) }
}
