/// How broad a mask's strokes are.
package struct StrokeBreadth {
    private let within: Plane
    private let ink: Mask
    private let total: Int

    package init(_ ink: Mask) {
        self.ink = ink
        within = ink.distanceToUnset()
        total = ink.count
    }

    /// The largest breadth in pixels for which at least `share` of the ink lies in strokes at least as broad: what is left of
    /// it when it is opened by a disc. By halving; to a quarter of a pixel.
    package func quantile(_ share: Double) -> Double {
        var low: Float = 0, high = (within.values.filter(\.isFinite).max() ?? 0) + 1
        while high - low > 0.125 {
            let middle = (low + high) / 2
            if shareLeft(radius: middle) >= share { low = middle } else { high = middle }
        }
        // The middle of a bar of w pixels is (w + 1) / 2 from the nearest that isn't its own, or w / 2 if w is even.
        return max(2 * Double(low) - 0.5, 0)
    }

    /// Of the ink, when it is opened by a disc.
    private func shareLeft(radius: Float) -> Double {
        guard total > 0 else { return 0 }
        let core = Mask(width: ink.width, height: ink.height, bits: within.values.map { $0 >= radius })
        guard core.bits.contains(true) else { return 0 }
        // Corners lose a little to a disc; half a pixel makes up for the grid.
        let reached = core.inverted.distanceToUnset()
        var left = 0
        for place in ink.bits.indices where ink.bits[place] && reached.values[place] <= radius { left += 1 }
        return Double(left) / Double(total)
    }
}
