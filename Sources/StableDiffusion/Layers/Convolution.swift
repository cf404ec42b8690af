package import Checkpoints
package import Tensors

/// torch's `Conv2d` with a bias.
package struct Convolution<T: Tensor>: Sendable {
    let weight: T.Weight
    let stride: Int
    let padding: Padding

    package init(
        _ w: Weights, _ cin: Int, _ cout: Int, kernel: Int = 3, stride: Int = 1, padding: Padding = .same
    ) throws(WeightError) {
        weight = T.pack(
            .convolution, try w.array("weight", [cout, cin, kernel, kernel]), bias: try w.array("bias", [cout]))
        self.stride = stride
        self.padding = padding
    }

    /// `activation(convolution) + plus`: `[n, h, w, cin]` → `[n, h / stride, w / stride, cout]`, rounded up.
    package func callAsFunction(_ x: T, activation: Activation = .none, plus: T? = nil) -> T {
        x.convolution(weight, stride: stride, padding: padding, activation: activation, plus: plus)
    }
}
