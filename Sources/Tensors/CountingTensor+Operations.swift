extension CountingTensor {
    public static func embedding(_ ids: [[Int]], table: Weight, positions: Weight) -> CountingTensor {
        precondition(ids.allSatisfy { $0.count == ids[0].count } && ids[0].count <= positions.shape[0])
        return CountingTensor(shape: [ids.count, ids[0].count, table.shape[1]])
    }

    public func linear(_ weight: Weight, activation: Activation, plus: CountingTensor?) -> CountingTensor {
        let cout = weight.shape[0], cin = shape.channels
        precondition(weight.shape == [cout, cin], "\(shape) · \(weight.shape)ᵀ")
        Ledger.current?.add(multiplyAccumulates: shape.count * cout)
        return result(shape.with(channels: cout), plus)
    }

    public func gatedLinear(_ weight: Weight) -> CountingTensor {
        let cout = weight.shape[0]
        precondition(weight.shape == [cout, shape.channels] && cout % 2 == 0, "\(shape) · \(weight.shape)ᵀ")
        Ledger.current?.add(multiplyAccumulates: shape.count * cout)
        return CountingTensor(shape: shape.with(channels: cout / 2))
    }

    public func convolution(
        _ weight: Weight, stride: Int, padding: Padding, activation: Activation, plus: CountingTensor?
    ) -> CountingTensor {
        let cout = weight.shape[0], kernel = weight.shape[2], both = padding.sum(kernel: kernel)
        precondition(
            shape.rank == 4 && weight.shape == [cout, shape.channels, kernel, kernel], "\(shape) * \(weight.shape)")
        let sides = [shape[1], shape[2]].map { ($0 + both - kernel) / stride + 1 }
        let image = Shape([shape.batch] + sides + [cout])
        Ledger.current?.add(multiplyAccumulates: image.count * shape.channels * kernel * kernel)
        return result(image, plus)
    }

    public func groupNorm(_ weight: Weight, groups: Int, epsilon: Float, activation: Activation) -> CountingTensor {
        precondition(weight.shape == [shape.channels] && shape.channels % groups == 0)
        return CountingTensor(shape: shape)
    }

    public func layerNorm(_ weight: Weight, epsilon: Float) -> CountingTensor {
        precondition(weight.shape == [shape.channels])
        return CountingTensor(shape: shape)
    }

    public func attention(
        keys: CountingTensor, values: CountingTensor, heads: Int, causal: Bool
    ) -> CountingTensor {
        precondition(shape.rank == 3 && keys.shape == values.shape && keys.shape.channels == shape.channels)
        precondition(shape.channels % heads == 0)
        let out = shape.with(batch: common(batch: keys))
        Ledger.current?.add(multiplyAccumulates: 2 * out.count * keys.shape[1])
        return CountingTensor(shape: out)
    }

    public func activated(_ activation: Activation) -> CountingTensor { CountingTensor(shape: shape) }

    public func adding(_ other: CountingTensor) -> CountingTensor { result(shape, other) }

    public func scaled(by factor: Float) -> CountingTensor { CountingTensor(shape: shape) }

    public func concatenated(_ other: CountingTensor) -> CountingTensor {
        precondition(
            shape.with(batch: 1).with(channels: 1) == other.shape.with(batch: 1).with(channels: 1),
            "\(shape) beside \(other.shape)")
        return CountingTensor(
            shape: shape.with(batch: common(batch: other)).with(channels: shape.channels + other.shape.channels))
    }

    public func resized(height: Int, width: Int) -> CountingTensor {
        precondition(shape.rank == 4)
        return CountingTensor(shape: [shape.batch, height, width, shape.channels])
    }

    public func batch(_ range: Range<Int>) -> CountingTensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= shape.batch)
        return CountingTensor(shape: shape.with(batch: range.count))
    }

    /// A sum's tensor: `out` with `plus` added at the end, batches repeating.
    private func result(_ out: Shape, _ plus: CountingTensor?) -> CountingTensor {
        guard let plus else { return CountingTensor(shape: out) }
        let isVector = plus.shape.rank == 2 && out.rank > 2
        precondition(
            isVector ? plus.shape.channels == out.channels : plus.shape.with(batch: 1) == out.with(batch: 1),
            "\(out) + \(plus.shape)")
        return CountingTensor(shape: out.with(batch: common(batch: plus)))
    }

    /// The larger batch, which the smaller one must divide.
    private func common(batch other: CountingTensor) -> Int {
        let batches = [shape.batch, other.shape.batch].sorted()
        precondition(batches[1] % batches[0] == 0, "batches of \(batches[0]) and \(batches[1])")
        return batches[1]
    }
}
