/// The contours of a grey picture: marching squares with linear interpolation, ink on the left.
struct ContourTracer {
    /// `[height, width]`: ink is above a half. The picture's border must be free of it.
    let values: [Float]
    let width: Int
    let height: Int

    /// Closed polygons, in pixels; (0, 0) is the middle of the first pixel. Those that enclose less than `minimum` square
    /// pixels are left out.
    func contours(minimum: Double = 0) -> [[Point]] {
        var next = successors()
        var contours: [[Point]] = []
        for start in next.indices where next[start] >= 0 {
            var contour: [Point] = [], edge = start
            while next[edge] >= 0 {
                contour.append(crossing(of: edge))
                (edge, next[edge]) = (Int(next[edge]), -1)
            }
            if abs(Self.area(of: contour)) >= minimum { contours.append(contour) }
        }
        return contours
    }

    /// Edges between neighbours on the grid: first those to the right of each pixel, then those below. For each edge that a
    /// contour crosses, the one that it crosses next; else -1.
    private func successors() -> [Int32] {
        var next = [Int32](repeating: -1, count: 2 * width * height)
        values.withUnsafeBufferPointer { values in
            for y in 0..<height - 1 {
                for x in 0..<width - 1 {
                    let place = y * width + x
                    let a = values[place] > 0.5, b = values[place + 1] > 0.5
                    let c = values[place + width] > 0.5, d = values[place + width + 1] > 0.5
                    if a == b && b == c && c == d { continue }
                    let top = place, bottom = place + width
                    let left = width * height + place, right = left + 1
                    func join(_ from: Int, _ to: Int) { next[from] = Int32(to) }
                    switch (a, b, d, c) {
                    case (true, false, false, false): join(left, top)
                    case (false, true, false, false): join(top, right)
                    case (false, false, true, false): join(right, bottom)
                    case (false, false, false, true): join(bottom, left)
                    case (true, true, false, false): join(left, right)
                    case (false, true, true, false): join(top, bottom)
                    case (false, false, true, true): join(right, left)
                    case (true, false, false, true): join(bottom, top)
                    case (true, true, true, false): join(left, bottom)
                    case (true, true, false, true): join(bottom, right)
                    case (true, false, true, true): join(right, top)
                    case (false, true, true, true): join(top, left)
                    case (true, false, true, false):
                        join(left, top)
                        join(right, bottom)
                    case (false, true, false, true):
                        join(top, right)
                        join(bottom, left)
                    default: break
                    }
                }
            }
        }
        return next
    }

    private func crossing(of edge: Int) -> Point {
        let count = width * height, place = edge % count, isBelow = edge >= count
        let here = Double(values[place]), there = Double(values[isBelow ? place + width : place + 1])
        let share = (0.5 - here) / (there - here)
        return Point(x: Double(place % width) + (isBelow ? 0 : share), y: Double(place / width) + (isBelow ? share : 0))
    }

    private static func area(of contour: [Point]) -> Double {
        zip(contour, contour.dropFirst() + contour.prefix(1)).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2 }
    }
}
