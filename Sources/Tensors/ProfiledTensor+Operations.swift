extension ProfiledTensor {
    public static func embedding(_ ids: [[Int]], table: Weight, positions: Weight) -> ProfiledTensor {
        let read = ids.reduce(0) { $0 + $1.count } * 2 * table.shape[1]
        return timed(.copying, reading: read) { Base.embedding(ids, table: table.base, positions: positions.base) }
    }

    public func linear(_ weight: Weight, activation: Activation, plus: ProfiledTensor?) -> ProfiledTensor {
        let read = shape.count + weight.count + (plus?.shape.count ?? 0)
        return Self.timed(.linear, reading: read, multiplyAccumulates: { _ in shape.count * weight.shape[0] }) {
            base.linear(weight.base, activation: activation, plus: plus?.base)
        }
    }

    public func gatedLinear(_ weight: Weight) -> ProfiledTensor {
        let read = shape.count + weight.count
        return Self.timed(.gatedLinear, reading: read, multiplyAccumulates: { _ in shape.count * weight.shape[0] }) {
            base.gatedLinear(weight.base)
        }
    }

    public func convolution(
        _ weight: Weight, stride: Int, padding: Padding, activation: Activation, plus: ProfiledTensor?
    ) -> ProfiledTensor {
        let kind = weight.shape.suffix(2) == [3, 3] ? Profile.Operation.convolution3 : .convolution1
        // `plus` may have a larger batch than the product that it is added to.
        let products = { (result: Base) in
            shape.batch * result.shape.positions * weight.count
        }
        let read = shape.count + weight.count + (plus?.shape.count ?? 0)
        return Self.timed(kind, reading: read, multiplyAccumulates: products) {
            base.convolution(weight.base, stride: stride, padding: padding, activation: activation, plus: plus?.base)
        }
    }

    /// Counted as the plain model does it.
    public func upsampledConvolution(_ weight: Weight, height: Int, width: Int) -> ProfiledTensor {
        let products = shape.batch * height * width * weight.count, read = shape.count + weight.count
        return Self.timed(.upsampledConvolution, reading: read, multiplyAccumulates: { _ in products }) {
            base.upsampledConvolution(weight.base, height: height, width: width)
        }
    }

    public func groupNorm(_ weight: Weight, groups: Int, epsilon: Float, activation: Activation) -> ProfiledTensor {
        Self.timed(.groupNorm, reading: shape.count) {
            base.groupNorm(weight.base, groups: groups, epsilon: epsilon, activation: activation)
        }
    }

    public func layerNorm(_ weight: Weight, epsilon: Float) -> ProfiledTensor {
        Self.timed(.layerNorm, reading: shape.count) { base.layerNorm(weight.base, epsilon: epsilon) }
    }

    public func attention(
        keys: ProfiledTensor, values: ProfiledTensor, heads: Int, causal: Bool
    ) -> ProfiledTensor {
        let kind = keys.shape[1] == shape[1] ? Profile.Operation.selfAttention : .crossAttention
        let read = shape.count + keys.shape.count + values.shape.count
        return Self.timed(kind, reading: read, multiplyAccumulates: { 2 * $0.shape.count * keys.shape[1] }) {
            base.attention(keys: keys.base, values: values.base, heads: heads, causal: causal)
        }
    }

    public func activated(_ activation: Activation) -> ProfiledTensor {
        Self.timed(.activation, reading: shape.count) { base.activated(activation) }
    }

    public func adding(_ other: ProfiledTensor) -> ProfiledTensor {
        Self.timed(.sum, reading: shape.count + other.shape.count) { base.adding(other.base) }
    }

    public func scaled(by factor: Float) -> ProfiledTensor {
        Self.timed(.scaling, reading: shape.count) { base.scaled(by: factor) }
    }

    public func concatenated(_ other: ProfiledTensor) -> ProfiledTensor {
        Self.timed(.concatenation, reading: shape.count + other.shape.count) { base.concatenated(other.base) }
    }

    public func resized(height: Int, width: Int) -> ProfiledTensor {
        Self.timed(.resizing, reading: shape.count) { base.resized(height: height, width: width) }
    }

    public func batch(_ range: Range<Int>) -> ProfiledTensor {
        Self.timed(.copying, reading: range.count * (shape.count / shape.batch)) { base.batch(range) }
    }

    public func reshaped(_ shape: Shape) -> ProfiledTensor { ProfiledTensor(base.reshaped(shape)) }
}
