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
        let scale = 1 / Float(size).squareRoot()

        return ReferenceTensor(shape: shape.with(batch: batch)) { out in
            var weights = [Float](repeating: 0, count: others)
            for entry in 0..<batch {
                let queryStart = entry % shape.batch * tokens, keyStart = entry % keys.shape.batch * others
                for token in 0..<tokens {
                    let seen = causal ? min(token + 1, others) : others
                    for head in 0..<heads {
                        let q = (queryStart + token) * channels + head * size
                        for other in 0..<seen {
                            let k = (keyStart + other) * channels + head * size
                            var dot: Float = 0
                            for c in 0..<size { dot += storage[q + c] * keys.storage[k + c] }
                            weights[other] = dot * scale
                        }
                        softmax(&weights[0..<seen])
                        let o = (entry * tokens + token) * channels + head * size
                        for other in 0..<seen {
                            let v = (keyStart + other) * channels + head * size
                            for c in 0..<size { out[o + c] += weights[other] * values.storage[v + c] }
                        }
                    }
                }
            }
        }
    }
}

/// Scores to shares that sum to one.
private func softmax(_ scores: inout ArraySlice<Float>) {
    guard let highest = scores.max() else { return }
    for index in scores.indices { scores[index] = exp(scores[index] - highest) }
    let sum = scores.reduce(0, +)
    for index in scores.indices { scores[index] /= sum }
}
