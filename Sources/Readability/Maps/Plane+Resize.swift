extension Plane {
    /// Scaled to exactly that size, each new pixel the mean of the area that it covers; between pixels, where it gets
    /// larger, linear.
    package func resized(width newWidth: Int, height newHeight: Int) -> Plane {
        if (newWidth, newHeight) == (width, height) { return self }
        return resizedAcross(newWidth).transposed.resizedAcross(newHeight).transposed
    }

    private var transposed: Plane {
        var result = Plane(width: height, height: width)
        for y in 0..<height { for x in 0..<width { result.values[x * height + y] = values[y * width + x] } }
        return result
    }

    private func resizedAcross(_ newWidth: Int) -> Plane {
        if newWidth == width { return self }
        let weights = (0..<newWidth).map { Self.weights(of: $0, from: width, to: newWidth) }
        var result = Plane(width: newWidth, height: height)
        for y in 0..<height {
            for (x, source) in weights.enumerated() {
                var sum: Float = 0
                for (offset, weight) in source.weights.enumerated() {
                    sum += weight * values[y * width + source.first + offset]
                }
                result.values[y * newWidth + x] = sum
            }
        }
        return result
    }

    /// What each old pixel gives to a new one; the weights add up to 1.
    private static func weights(of place: Int, from old: Int, to new: Int) -> (first: Int, weights: [Float]) {
        let step = Float(old) / Float(new)
        if step < 1 {
            let centre = min(max((Float(place) + 0.5) * step - 0.5, 0), Float(old - 1))
            let first = min(Int(centre), max(old - 2, 0)), share = centre - Float(first)
            return old == 1 ? (0, [1]) : (first, [1 - share, share])
        }
        let start = Float(place) * step, end = min(Float(place + 1) * step, Float(old))
        let first = Int(start), last = min(Int(end.rounded(.up)), old)
        return (first, (first..<last).map { (min(Float($0 + 1), end) - max(Float($0), start)) / (end - start) })
    }
}
