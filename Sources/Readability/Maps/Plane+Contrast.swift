extension Plane {
    /// The threshold that parts the values best (Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979).
    package var otsuThreshold: Float {
        guard let lowest = values.min(), let highest = values.max(), lowest < highest else { return values[0] }
        let bins = 128
        let step = (highest - lowest) / Float(bins)
        var counts = Array(repeating: 0, count: bins)
        for value in values { counts[min(Int((value - lowest) / step), bins - 1)] += 1 }
        let total = Double(values.count)
        let sum = counts.enumerated().reduce(0.0) { $0 + Double($1.offset) * Double($1.element) }
        var below = 0.0, sumBelow = 0.0, best = -1.0, threshold = 0
        for (bin, count) in counts.enumerated() {
            below += Double(count)
            sumBelow += Double(bin) * Double(count)
            guard below > 0, below < total else { continue }
            let apart = sumBelow / below - (sum - sumBelow) / (total - below)
            let between = below * (total - below) * apart * apart
            if between > best { (best, threshold) = (between, bin) }
        }
        return lowest + Float(threshold + 1) * step
    }

    /// The value that `share` (0 to 1) of all are below, to 1 part in 512 of their range.
    package func quantile(_ share: Float) -> Float {
        guard let lowest = values.min(), let highest = values.max(), lowest < highest else { return values[0] }
        let bins = 512
        let step = (highest - lowest) / Float(bins)
        var counts = Array(repeating: 0, count: bins)
        for value in values { counts[min(Int((value - lowest) / step), bins - 1)] += 1 }
        var below = 0
        for (bin, count) in counts.enumerated() {
            below += count
            if Float(below) >= share * Float(values.count) { return lowest + (Float(bin) + 0.5) * step }
        }
        return highest
    }

    /// Stretched to 0...1 from the value that 3% are below to the value that 3% are above.
    package var stretched: Plane {
        let low = quantile(0.03), span = max(quantile(0.97) - low, 1e-6)
        return map { min(max(($0 - low) / span, 0), 1) }
    }
}
