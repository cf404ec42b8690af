internal import Foundation

extension Mask {
    /// Its large parts that keep off the frame: what may be lettering, without spots and surroundings; nil if there are none.
    ///
    /// - Parameter closing: half the breadth in pixels of the gaps that are filled first, as between the seeds of letters
    ///   made of seeds.
    package func lettering(closing: Int) -> Mask? {
        let (labels, parts) = closed(closing).opened().components()
        func isLetter(_ part: Component) -> Bool {
            Float(part.area) > 0.0015 * Float(bits.count) && Float(part.box.height) < 0.97 * Float(height)
                && Float(part.box.width) < 0.985 * Float(width)
        }
        let tallest = parts.filter(isLetter).map(\.box.height).max() ?? 0
        let kept = parts.indices.filter { isLetter(parts[$0]) && 20 * parts[$0].box.height > 9 * tallest }
        guard !kept.isEmpty else { return nil }
        return Mask.of(Set(kept.map { Int32($0 + 1) }), in: labels, width: width, height: height)
    }

    /// The angle in degrees, -14 to 14, by which the lettering's lines rise to the right; 0 unless turning it makes it
    /// clearly lower.
    package var slope: Int {
        var points: [(x: Float, y: Float)] = []
        for y in stride(from: 0, to: height, by: 2) {
            for x in stride(from: 0, to: width, by: 2) where bits[y * width + x] { points.append((Float(x), Float(y))) }
        }
        guard points.count > 20 else { return 0 }
        func spread(_ degrees: Int) -> Float {
            let tangent = tan(Float(degrees) * .pi / 180)
            let heights = Plane(width: points.count, height: 1, values: points.map { $0.y + $0.x * tangent })
            return heights.quantile(0.97) - heights.quantile(0.03)
        }
        let flat = spread(0)
        let best = stride(from: -14, through: 14, by: 2).map { ($0, spread($0)) }.min { $0.1 < $1.1 } ?? (0, flat)
        return best.1 < 0.94 * flat ? best.0 : 0
    }

    /// Rows that lines of text take, from the top: where the mask is set, ruled off where it is all but empty.
    package var lines: [Range<Int>] {
        var ranges: [Range<Int>] = [], start: Int?
        for y in 0...height {
            let ink = y < height ? (0..<width).reduce(0) { $0 + (bits[y * width + $1] ? 1 : 0) } : 0
            if 50 * ink > width {
                start = start ?? y
            } else if let first = start {
                ranges.append(first..<y)
                start = nil
            }
        }
        let tallest = ranges.map(\.count).max() ?? 0
        return ranges.filter { 20 * $0.count > 7 * tallest }
    }
}
