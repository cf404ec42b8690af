internal import Foundation

/// A normal distribution of features.
struct NormalDistribution {
    let mean: [Float]
    /// Row by row.
    private let covariance: [Double]
    /// Of the covariance, row by row.
    let inverse: [Float]
    /// Natural logarithm, of the covariance.
    let logDeterminant: Float

    /// Variance that is added, of features in 0...1, so that one colour all over is no singular case.
    private static let leastVariance = 4e-4

    /// Of the places where `mask` is set, or of every third of many; nil if they are fewer than two.
    init?(of features: Features, where mask: Mask) {
        let all = mask.bits.indices.filter { mask.bits[$0] }
        let places = all.count < 6000 ? all : stride(from: 0, to: all.count, by: 3).map { all[$0] }
        guard places.count > 1 else { return nil }
        let count = Double(places.count), n = features.channels.count
        var means: [Double] = [], centred: [[Float]] = []
        for channel in features.channels {
            let sample = places.map { channel.values[$0] }
            let mean = sample.reduce(0.0) { $0 + Double($1) } / count
            means.append(mean)
            centred.append(sample.map { $0 - Float(mean) })
        }
        var covariance = Array(repeating: 0.0, count: n * n)
        for a in 0..<n {
            for b in 0...a {
                let sum = zip(centred[a], centred[b]).reduce(0.0) { $0 + Double($1.0 * $1.1) }
                let value = sum / (count - 1) + (a == b ? Self.leastVariance : 0)
                covariance[a * n + b] = value
                covariance[b * n + a] = value
            }
        }
        mean = means.map(Float.init)
        self.covariance = covariance
        let (inverse, logDeterminant) = Self.inverted(covariance, n)
        self.inverse = inverse.map(Float.init)
        self.logDeterminant = Float(logDeterminant)
    }

    /// The square of each place's Mahalanobis distance.
    func squareDistance(of features: Features) -> Plane {
        // Row by row and channel by channel: loops without bounds checks, which become vectors.
        var result = Plane(width: features.width, height: features.height)
        let n = features.channels.count, width = features.width
        result.values.withUnsafeMutableBufferPointer { target in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: (n + 1) * width) { rows in
                let product = rows.baseAddress.map { $0 + n * width }
                guard let centred = rows.baseAddress, let product else { return }
                for start in stride(from: 0, to: target.count, by: width) {
                    for a in 0..<n {
                        let own = centred + a * width, mean = mean[a], weight = 0.5 * inverse[a * n + a]
                        features.channels[a].values.withUnsafeBufferPointer { values in
                            for x in 0..<width { own[x] = values[start + x] - mean }
                        }
                        for x in 0..<width { product[x] = weight * own[x] }
                        for b in 0..<a {
                            let other = centred + b * width, shared = inverse[a * n + b]
                            for x in 0..<width { product[x] += shared * other[x] }
                        }
                        for x in 0..<width { target[start + x] += 2 * product[x] * own[x] }
                    }
                }
            }
        }
        return result.map { max($0, 0) }
    }

    /// Weights of the features whose sum tells this distribution from another best, higher here (Fisher, The Use of Multiple
    /// Measurements in Taxonomic Problems, 1936).
    func discriminant(from other: NormalDistribution) -> [Float] {
        let n = mean.count
        let (inverse, _) = Self.inverted(zip(covariance, other.covariance).map { ($0 + $1) / 2 }, n)
        return (0..<n).map { row in
            Float((0..<n).reduce(0.0) { $0 + inverse[row * n + $1] * Double(mean[$1] - other.mean[$1]) })
        }
    }

    /// Gauss and Jordan; a covariance is positive definite, so that no pivot has to be looked for.
    private static func inverted(_ matrix: [Double], _ n: Int) -> (inverse: [Double], logDeterminant: Double) {
        var left = matrix, right = Array(repeating: 0.0, count: n * n), logDeterminant = 0.0
        for row in 0..<n { right[row * n + row] = 1 }
        for pivot in 0..<n {
            let value = left[pivot * n + pivot]
            logDeterminant += log(value)
            for column in 0..<n {
                left[pivot * n + column] /= value
                right[pivot * n + column] /= value
            }
            for row in 0..<n where row != pivot {
                let factor = left[row * n + pivot]
                for column in 0..<n {
                    left[row * n + column] -= factor * left[pivot * n + column]
                    right[row * n + column] -= factor * right[pivot * n + column]
                }
            }
        }
        return (right, logDeterminant)
    }
}
