import Foundation

extension ReferenceTensor {
    public func attention(
        keys: ReferenceTensor, values: ReferenceTensor, heads: Int, causal: Bool
    ) -> ReferenceTensor {
        let tokens = shape[1], others = keys.shape[1], channels = shape.channels, size = channels / heads
        precondition(shape.rank == 3 && channels == heads * size, "\(shape) in \(heads) heads")
        precondition(keys.shape == values.shape && keys.shape.channels == channels, "\(shape) · \(keys.shape)")
        let batch = max(shape.batch, keys.shape.batch)
        precondition(batch % shape.batch == 0 && batch % keys.shape.batch == 0)

        return ReferenceTensor(shape: shape.with(batch: batch)) { out in
            var weights = [Float](repeating: 0, count: others)
            storage.withUnsafeBufferPointer { q in
                keys.storage.withUnsafeBufferPointer { k in
                    values.storage.withUnsafeBufferPointer { v in
                        for place in 0..<batch * tokens * heads {
                            let entry = place / heads / tokens, token = place / heads % tokens
                            let channel = place % heads * size
                            let query = (entry % shape.batch * tokens + token) * channels + channel
                            let start = entry % keys.shape.batch * others * channels + channel
                            attend(
                                q.baseAddress! + query, k.baseAddress! + start, v.baseAddress! + start,
                                stride: channels,
                                &weights[0..<(causal ? min(token + 1, others) : others)],
                                into: UnsafeMutableBufferPointer(rebasing: out[place * size..<(place + 1) * size]))
                        }
                    }
                }
            }
        }
    }
}

/// One query's mean of the values, weighted by how well the keys meet it. Tokens are `stride` numbers apart.
private func attend(
    _ query: UnsafePointer<Float>, _ keys: UnsafePointer<Float>, _ values: UnsafePointer<Float>, stride: Int,
    _ weights: inout ArraySlice<Float>, into mean: UnsafeMutableBufferPointer<Float>
) {
    let scale = 1 / Float(mean.count).squareRoot()
    for other in weights.indices {
        var dot: Float = 0
        for c in mean.indices { dot += query[c] * keys[other * stride + c] }
        weights[other] = dot * scale
    }
    softmax(&weights)
    for other in weights.indices {
        for c in mean.indices { mean[c] += weights[other] * values[other * stride + c] }
    }
}

/// Scores to shares that sum to one.
private func softmax(_ scores: inout ArraySlice<Float>) {
    guard let highest = scores.max() else { return }
    for index in scores.indices { scores[index] = exp(scores[index] - highest) }
    let sum = scores.reduce(0, +)
    for index in scores.indices { scores[index] /= sum }
}
