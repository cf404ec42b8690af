extension ReferenceTensor {
    public func groupNorm(
        _ weight: Weight, groups: Int, epsilon: Float, activation: Activation
    ) -> ReferenceTensor {
        let channels = shape.channels, size = channels / groups
        precondition(channels == groups * size && weight.shape == [channels])
        let result = ReferenceTensor(shape: shape) { out in
            for image in 0..<shape.batch {
                for group in 0..<groups {
                    let indices = (0..<shape.positions * size).lazy.map {
                        (image * shape.positions + $0 / size) * channels + group * size + $0 % size
                    }
                    normalize(indices, weight, epsilon, into: out)
                }
            }
        }
        return activation == .none ? result : result.activated(activation)
    }

    public func layerNorm(_ weight: Weight, epsilon: Float) -> ReferenceTensor {
        let channels = shape.channels
        precondition(weight.shape == [channels])
        return ReferenceTensor(shape: shape) { out in
            for row in 0..<shape.count / channels {
                normalize(row * channels..<(row + 1) * channels, weight, epsilon, into: out)
            }
        }
    }

    /// `(x - mean) / √(variance + ε) · scale + shift` over the elements at `indices`.
    private func normalize(
        _ indices: some RandomAccessCollection<Int>, _ weight: Weight, _ epsilon: Float,
        into out: UnsafeMutableBufferPointer<Float>
    ) {
        storage.withUnsafeBufferPointer { x in
            var sum = 0.0, squares = 0.0
            for index in indices { sum += Double(x[index]) }
            let mean = sum / Double(indices.count)
            for index in indices { squares += (Double(x[index]) - mean) * (Double(x[index]) - mean) }
            let scale = 1 / (squares / Double(indices.count) + Double(epsilon)).squareRoot()
            for index in indices {
                let c = index % shape.channels
                out[index] = Float((Double(x[index]) - mean) * scale) * weight.values[c] + (weight.bias?[c] ?? 0)
            }
        }
    }
}
