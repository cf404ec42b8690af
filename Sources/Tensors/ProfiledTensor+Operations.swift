extension ProfiledTensor {
    public static func embedding(_ ids: [[Int]], table: Weight, positions: Weight) -> ProfiledTensor {
        timed(.copying) { Base.embedding(ids, table: table.base, positions: positions.base) }
    }

    public func linear(_ weight: Weight, activation: Activation, plus: ProfiledTensor?) -> ProfiledTensor {
        Self.timed(.linear, multiplyAccumulates: { _ in shape.count * weight.shape[0] }) {
            base.linear(weight.base, activation: activation, plus: plus?.base)
        }
    }

    public func gatedLinear(_ weight: Weight) -> ProfiledTensor {
        Self.timed(.gatedLinear, multiplyAccumulates: { _ in shape.count * weight.shape[0] }) {
            base.gatedLinear(weight.base)
        }
    }

    public func convolution(
        _ weight: Weight, stride: Int, padding: Padding, activation: Activation, plus: ProfiledTensor?
    ) -> ProfiledTensor {
        let kind = weight.shape.suffix(2) == [3, 3] ? Profile.Operation.convolution3 : .convolution1
        // `plus` may have a larger batch than the product that it is added to.
        let products = { (result: Base) in
            shape.batch * result.shape.positions * weight.shape.reduce(1, *)
        }
        return Self.timed(kind, multiplyAccumulates: products) {
            base.convolution(weight.base, stride: stride, padding: padding, activation: activation, plus: plus?.base)
        }
    }

    /// Counted as the plain model does it.
    public func upsampledConvolution(_ weight: Weight, height: Int, width: Int) -> ProfiledTensor {
        let products = shape.batch * height * width * weight.shape.reduce(1, *)
        return Self.timed(.upsampledConvolution, multiplyAccumulates: { _ in products }) {
            base.upsampledConvolution(weight.base, height: height, width: width)
        }
    }

    public func groupNorm(_ weight: Weight, groups: Int, epsilon: Float, activation: Activation) -> ProfiledTensor {
        Self.timed(.groupNorm) {
            base.groupNorm(weight.base, groups: groups, epsilon: epsilon, activation: activation)
        }
    }

    public func layerNorm(_ weight: Weight, epsilon: Float) -> ProfiledTensor {
        Self.timed(.layerNorm) { base.layerNorm(weight.base, epsilon: epsilon) }
    }

    public func attention(
        keys: ProfiledTensor, values: ProfiledTensor, heads: Int, causal: Bool
    ) -> ProfiledTensor {
        let kind = keys.shape[1] == shape[1] ? Profile.Operation.selfAttention : .crossAttention
        return Self.timed(kind, multiplyAccumulates: { 2 * $0.shape.count * keys.shape[1] }) {
            base.attention(keys: keys.base, values: values.base, heads: heads, causal: causal)
        }
    }

    public func activated(_ activation: Activation) -> ProfiledTensor {
        Self.timed(.activation) { base.activated(activation) }
    }

    public func adding(_ other: ProfiledTensor) -> ProfiledTensor {
        Self.timed(.sum) { base.adding(other.base) }
    }

    public func scaled(by factor: Float) -> ProfiledTensor {
        Self.timed(.scaling) { base.scaled(by: factor) }
    }

    public func concatenated(_ other: ProfiledTensor) -> ProfiledTensor {
        Self.timed(.concatenation) { base.concatenated(other.base) }
    }

    public func upsampled(height: Int, width: Int) -> ProfiledTensor {
        Self.timed(.upsampling) { base.upsampled(height: height, width: width) }
    }

    public func batch(_ range: Range<Int>) -> ProfiledTensor {
        Self.timed(.copying) { base.batch(range) }
    }

    public func reshaped(_ shape: Shape) -> ProfiledTensor { ProfiledTensor(base.reshaped(shape)) }
}
