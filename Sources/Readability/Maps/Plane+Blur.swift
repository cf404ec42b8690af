internal import Foundation

extension Plane {
    /// Gaussian, `sigma` in pixels, mirrored at the frame.
    package func blurred(_ sigma: Float) -> Plane {
        let radius = Int((3 * sigma).rounded(.up))
        let kernel = Self.gaussian(sigma, radius)
        return convolved(kernel, radius, across: true).convolved(kernel, radius, across: false)
    }

    private static func gaussian(_ sigma: Float, _ radius: Int) -> [Float] {
        let weights = (-radius...radius).map { exp(-Float($0 * $0) / (2 * sigma * sigma)) }
        let sum = weights.reduce(0, +)
        return weights.map { $0 / sum }
    }

    private func convolved(_ kernel: [Float], _ radius: Int, across: Bool) -> Plane {
        var result = Plane(width: width, height: height)
        // Without bounds checks the inner loops become vectors.
        values.withUnsafeBufferPointer { source in
            result.values.withUnsafeMutableBufferPointer { target in
                if across {
                    convolveRows(source, target, kernel, radius)
                } else {
                    convolveColumns(source, target, kernel, radius)
                }
            }
        }
        return result
    }

    private func convolveRows(
        _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>, _ kernel: [Float],
        _ radius: Int
    ) {
        // A row with its mirrored ends, so that the inner loop has no cases.
        withUnsafeTemporaryAllocation(of: Float.self, capacity: width + 2 * radius) { row in
            for y in 0..<height {
                for x in -radius..<0 { row[x + radius] = source[y * width + Self.mirrored(x, width)] }
                for x in 0..<width { row[x + radius] = source[y * width + x] }
                for x in width..<width + radius { row[x + radius] = source[y * width + Self.mirrored(x, width)] }
                for (tap, weight) in kernel.enumerated() {
                    for x in 0..<width { target[y * width + x] += weight * row[x + tap] }
                }
            }
        }
    }

    private func convolveColumns(
        _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>, _ kernel: [Float],
        _ radius: Int
    ) {
        for y in 0..<height {
            for (tap, weight) in kernel.enumerated() {
                let from = Self.mirrored(y + tap - radius, height) * width
                for x in 0..<width { target[y * width + x] += weight * source[from + x] }
            }
        }
    }

    private static func mirrored(_ place: Int, _ count: Int) -> Int {
        var place = place
        while place < 0 || place >= count { place = place < 0 ? -1 - place : 2 * count - 1 - place }
        return place
    }
}
