internal import Foundation

extension Composer {
    /// An arch. One radius for the lowest line, the others' round the same centre, so that the space between them is even.
    func arc(_ lines: [Line]) -> [[Letter]] {
        let origins = origins(of: lines), lowest = origins.last?.y ?? 0
        let radius =
            zip(lines, origins).map { line, origin in
                line.ink.width / Self.archAngle(line.ink.width) - line.middle - (lowest - origin.y)
            }.max() ?? 0
        return zip(lines, origins).map { line, origin in
            rounded(line, radius: max(radius, Self.smallest) + lowest - origin.y, from: origin.x)
        }
    }

    /// Nearly straight for a letter or two, 120 degrees for the longest.
    private static func archAngle(_ length: Double) -> Double { 2 * .pi / 3 * (1 - exp(-length / 3.5)) }

    /// Rings round one centre, the first line's outermost.
    func circle(_ lines: [Line]) -> [[Letter]] {
        var placed: [[Letter]] = [], inner: (radius: Double, top: Double)?
        for line in lines.reversed() {
            var least = Self.smallest
            if let inner { least = inner.radius - inner.top + line.ink.bottom + gap }
            let (ring, radius) = ring(line, least: least)
            placed.append(rounded(ring, radius: radius, from: -ring.ink.centre.x))
            inner = (radius, ring.ink.top)
        }
        return placed.reversed()
    }

    /// The line, spread so that it closes evenly if it nearly does so by itself, and the radius of its baseline, of `least` or
    /// more. What is left where its end meets its beginning, at the bottom, is as wide as between two words.
    private func ring(_ line: Line, least: Double) -> (Line, radius: Double) {
        let length = line.ink.width + 0.35 + max(options.letterSpacing, 0) + options.outline
        let circumference = 2 * .pi * (least + line.middle)
        if length < 0.7 * circumference { return (line, least) }
        if length >= circumference { return (line, length / (2 * .pi) - line.middle) }
        return (line.spaced(by: (circumference - length) / Double(line.gapCount + 1)), least)
    }

    /// Of a baseline, in em: letters are not bent more.
    private static let smallest = 1.15

    /// The letters along a circle round (0, 0), `start` from its top. Widths are right in the middle of the letters' height: half
    /// of them spreads, half of them narrows.
    private func rounded(_ line: Line, radius: Double, from start: Double) -> [Letter] {
        let middle = radius + line.middle
        func bent(_ place: Point) -> Point {
            let angle = (place.x + start) / middle, distance = radius - place.y
            return Point(x: distance * sin(angle), y: -distance * cos(angle))
        }
        return line.letters.map { letter in letter.mapped { $0.bent(by: bent) } }
    }
}

extension Line {
    /// How high the middle of the ink is above the baseline.
    fileprivate var middle: Double { -ink.centre.y }
}
