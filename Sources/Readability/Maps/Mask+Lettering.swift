internal import Foundation

extension Mask {
    /// Its large parts that keep off the frame: what may be lettering, without spots and surroundings; nil if there are none.
    ///
    /// - Parameters:
    ///   - closing: half the breadth in pixels of the gaps that are filled first, as between the seeds of letters made of
    ///     seeds.
    ///   - keepsMarks: also small parts above, below and between the large ones.
    package func lettering(closing: Int, keepsMarks: Bool = false) -> Mask? {
        let (labels, parts) = closed(closing).opened().components()
        func isLetter(_ part: Component) -> Bool {
            Float(part.area) > 0.0015 * Float(bits.count) && Float(part.box.height) < 0.97 * Float(height)
                && Float(part.box.width) < 0.985 * Float(width)
        }
        let tallest = parts.filter(isLetter).map(\.box.height).max() ?? 0
        var kept = parts.indices.filter { isLetter(parts[$0]) && 20 * parts[$0].box.height > 9 * tallest }
        guard let first = kept.first else { return nil }
        if keepsMarks {
            let frame = kept.reduce(parts[first].box) { $0.union(parts[$1].box) }
                .grown(by: tallest / 2, within: width, height)
            kept = parts.indices.filter { index in
                let part = parts[index]
                return kept.contains(index)
                    || part.area > 9 && part.box.union(frame) == frame && part.box.height < tallest
            }
        }
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
        let ranges = rows(over: width / 50), tallest = ranges.map(\.count).max() ?? 0
        return ranges.filter { 20 * $0.count > 7 * tallest }
    }

    /// The same with the low rows of marks above and below, each taken to the line that is nearest. Vowels with tones on
    /// top are half as high as letters.
    package var linesWithMarks: [Range<Int>] {
        let ranges = rows(over: 0), tallest = ranges.map(\.count).max() ?? 0
        func isLine(_ rows: Range<Int>) -> Bool { 20 * rows.count > 13 * tallest }
        let lines = ranges.filter(isLine)
        var grown = lines
        for marks in ranges where !isLine(marks) {
            func distance(_ line: Range<Int>) -> Int {
                max(line.lowerBound - marks.upperBound, marks.lowerBound - line.upperBound)
            }
            guard let nearest = lines.indices.min(by: { distance(lines[$0]) < distance(lines[$1]) }) else { continue }
            grown[nearest] =
                min(grown[nearest].lowerBound, marks.lowerBound)..<max(grown[nearest].upperBound, marks.upperBound)
        }
        return grown
    }

    /// Rows, without a gap, with more pixels than `least`.
    private func rows(over least: Int) -> [Range<Int>] {
        var ranges: [Range<Int>] = [], start: Int?
        for y in 0...height {
            let ink = y < height ? (0..<width).reduce(0) { $0 + (bits[y * width + $1] ? 1 : 0) } : 0
            if ink > least {
                start = start ?? y
            } else if let first = start {
                ranges.append(first..<y)
                start = nil
            }
        }
        return ranges
    }
}
