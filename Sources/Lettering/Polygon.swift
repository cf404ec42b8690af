/// What to do with a closed polygon of many points.
enum Polygon {
    /// Without the points that lie within `tolerance` of the rest (Ramer, Douglas and Peucker's algorithm).
    static func simplified(_ points: [Point], tolerance: Double) -> [Point] {
        guard points.count > 4 else { return points }
        // Two points that surely stay: the first, and the one farthest from it.
        let far = points.indices.max { (points[$0] - points[0]).length < (points[$1] - points[0]).length } ?? 0
        let closed = points + [points[0]]
        var stays = Array(repeating: false, count: closed.count)
        var open = [(0, far), (far, closed.count - 1)]
        while let (from, to) = open.popLast() {
            (stays[from], stays[to]) = (true, true)
            guard to - from > 1 else { continue }
            let way = closed[to] - closed[from], length = max(way.length, 1e-9)
            var worst = (distance: tolerance, place: -1)
            for place in from + 1..<to {
                let offset = closed[place] - closed[from]
                let distance = abs(way.x * offset.y - way.y * offset.x) / length
                if distance > worst.distance { worst = (distance, place) }
            }
            if worst.place > 0 { open += [(from, worst.place), (worst.place, to)] }
        }
        return closed.indices.dropLast().filter { stays[$0] }.map { closed[$0] }
    }

    /// As straight lines.
    static func outline(_ points: [Point]) -> [Outline.Element] {
        guard let first = points.first else { return [] }
        return [.move(first)] + points.dropFirst().map { .line($0) } + [.close]
    }

    /// As one smooth curve: the quadratic B-spline of the points.
    static func smoothOutline(_ points: [Point]) -> [Outline.Element] {
        guard let last = points.last, points.count > 2 else { return outline(points) }
        var here = 0.5 * (last + points[0])
        var elements = [Outline.Element.move(here)]
        for (place, corner) in points.enumerated() {
            let end = 0.5 * (corner + points[(place + 1) % points.count])
            elements.append(.curve(here + 2.0 / 3 * (corner - here), end + 2.0 / 3 * (corner - end), end))
            here = end
        }
        return elements + [.close]
    }
}
