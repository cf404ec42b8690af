import Foundation
import Tensors
import Testing

@Suite struct ReferenceTensorAttentionTests {
    @Test(arguments: [
        (n: 1, m: 1, t: 3, s: 4, heads: 2, causal: false), (n: 1, m: 2, t: 3, s: 4, heads: 1, causal: false),
        (n: 4, m: 2, t: 2, s: 3, heads: 3, causal: false), (n: 2, m: 2, t: 4, s: 4, heads: 2, causal: true),
    ])
    func attention(n: Int, m: Int, t: Int, s: Int, heads: Int, causal: Bool) {
        var samples = Samples(seed: 11)
        let d = 2, c = heads * d
        let q = samples.tensor([n, t, c]).scaled(by: 3), k = samples.tensor([m, s, c]), v = samples.tensor([m, s, c])
        let result = q.attention(keys: k, values: v, heads: heads, causal: causal)

        let qs = q.values().map(Double.init), ks = k.values().map(Double.init), vs = v.values().map(Double.init)
        var expected: [Double] = []
        for entry in 0..<max(n, m) {
            for token in 0..<t {
                for channel in 0..<c {
                    let head = channel / d
                    let query = (entry % n * t + token) * c
                    var sum = 0.0, weights = 0.0
                    for other in 0..<(causal ? token + 1 : s) {
                        let key = (entry % m * s + other) * c
                        let dot = (head * d..<(head + 1) * d).reduce(0.0) { $0 + qs[query + $1] * ks[key + $1] }
                        let weight = exp(dot / Double(d).squareRoot())
                        weights += weight
                        sum += weight * vs[key + channel]
                    }
                    expected.append(sum / weights)
                }
            }
        }
        #expect(result.shape == [max(n, m), t, c])
        #expect(distance(result, expected) < 1e-5)
    }

    @Test func largeScoresDontOverflow() {
        let q = ReferenceTensor([1000], shape: [1, 1, 1]), k = ReferenceTensor([1000, -1000], shape: [1, 2, 1])
        let result = q.attention(keys: k, values: ReferenceTensor([7, 9], shape: [1, 2, 1]), heads: 1, causal: false)
        #expect(result.values() == [7])
    }
}
