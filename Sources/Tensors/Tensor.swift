/// One device's tensor, and what the model needs done with it.
///
/// Layout is NHWC: images `[n, h, w, c]`, tokens `[n, t, c]`, vectors `[n, c]`.
///
/// **Batches repeat.** Where an operation takes two tensors, the one with the smaller batch is repeated cyclically: entry
/// `i` meets entry `i % batch` of the other. Guidance uses this: what is the same for the unconditional and the conditional
/// half is computed for one of them and meets the doubled batch where the text comes in.
///
/// A wrong shape is a programming error and traps (shapes that come from files are checked when the model is loaded); a
/// device's failure is thrown when values are read, so that `forward` needs no `try`.
public protocol Tensor: Sendable {
    /// A weight and its bias, laid out once, at load, as this device wants them.
    associatedtype Weight: Sendable

    var shape: Shape { get }

    /// Copies host values, in the order of `shape`.
    init(_ values: [Float], shape: Shape)
    /// Copies the values to the host.
    func values() throws -> [Float]

    /// Lays a weight out for this device. Shapes are torch's and were checked by the caller.
    static func pack(_ use: WeightUse, _ weight: HostArray, bias: HostArray?) -> Weight

    /// Rows of `table` (a packed `[vocabulary, c]`) for each id plus the row of `positions` for its place → `[n, t, c]`.
    /// All `ids` have the same length, at most the rows of `positions`.
    static func embedding(_ ids: [[Int]], table: Weight, positions: Weight) -> Self

    /// `activation(x · Wᵀ + b) + plus`: `[..., cin]` → `[..., cout]`.
    func linear(_ weight: Weight, activation: Activation, plus: Self?) -> Self
    /// GEGLU: `x · Wᵀ + b` is split in halves (value, gate) → `value * gelu(gate)`: `[..., cin]` → `[..., cout / 2]`.
    func gatedLinear(_ weight: Weight) -> Self
    /// `activation(convolution + bias) + plus`: `[n, h, w, cin]` → `[n, h', w', cout]`. `plus` is an image of the result's
    /// size or a vector `[n, cout]` that is added at every pixel.
    func convolution(_ weight: Weight, stride: Int, padding: Padding, activation: Activation, plus: Self?) -> Self

    /// ``resized(height:width:)`` and a convolution of that, padded on all sides: `[n, h, w, cin]` → `[n, height, width, cout]`.
    func upsampledConvolution(_ weight: Weight, height: Int, width: Int) -> Self

    /// Statistics over each of `groups` groups of channels and all positions, in fp32.
    func groupNorm(_ weight: Weight, groups: Int, epsilon: Float, activation: Activation) -> Self
    /// Statistics over the channels, in fp32.
    func layerNorm(_ weight: Weight, epsilon: Float) -> Self

    /// `softmax(q kᵀ / √d) v` in `heads` heads of `d = c / heads` channels: self is q `[n, t, c]`, keys and values
    /// `[m, s, c]` → `[max(n, m), t, c]`. `causal`: a token sees itself and those before it.
    func attention(keys: Self, values: Self, heads: Int, causal: Bool) -> Self

    func activated(_ activation: Activation) -> Self
    /// The sum; `other` is of the same shape (but for the batch) or a vector `[n, c]`.
    func adding(_ other: Self) -> Self
    func scaled(by factor: Float) -> Self
    /// Both tensors' channels side by side, self's first.
    func concatenated(_ other: Self) -> Self
    /// Nearest neighbour, as torch's `interpolate(size:)` has it: source row `⌊y · h / height⌋`.
    func resized(height: Int, width: Int) -> Self
    /// Some entries of the batch.
    func batch(_ range: Range<Int>) -> Self
    /// The same values under another shape of as many elements.
    func reshaped(_ shape: Shape) -> Self
}

extension Tensor {
    public func linear(_ weight: Weight, activation: Activation = .none) -> Self {
        linear(weight, activation: activation, plus: nil)
    }

    public func upsampledConvolution(_ weight: Weight, height: Int, width: Int) -> Self {
        resized(height: height, width: width)
            .convolution(weight, stride: 1, padding: .same, activation: .none, plus: nil)
    }

    public static func + (a: Self, b: Self) -> Self { a.adding(b) }
}

/// How a weight is going to be used, which decides its layout.
public enum WeightUse: Sendable, Hashable {
    /// `[cout, cin]`, for ``Tensor/linear(_:activation:plus:)``.
    case linear
    /// `[cout, cin]`, for ``Tensor/gatedLinear(_:)``.
    case gatedLinear
    /// `[cout, cin, kh, kw]`, for ``Tensor/convolution(_:stride:padding:activation:plus:)``.
    case convolution
    /// `[cout, cin, 3, 3]`, for ``Tensor/upsampledConvolution(_:height:width:)``.
    case upsampledConvolution
    /// Scale `[c]`; the bias is the shift. For both norms.
    case norm
    /// `[rows, c]`, for ``Tensor/embedding(_:table:positions:)``.
    case embedding
}

public enum Activation: Sendable, Hashable {
    case none
    /// `x · sigmoid(x)`.
    case silu
    /// `x · Φ(x)`, with the error function.
    case gelu
    /// `x · sigmoid(1.702 x)`, CLIP's.
    case quickGELU
}

/// What stands around an image while it is convolved. Zeros in all cases.
public enum Padding: Sendable, Hashable {
    /// `kernel / 2` on every side: 1 for 3 x 3, none for 1 x 1.
    case same
    /// One row below and one column to the right: the VAE encoder's downsampling.
    case bottomRight
}
