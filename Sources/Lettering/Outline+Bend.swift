extension Outline {
    /// Through a smooth map of the plane that is not affine: lines and curves are cut into pieces, each of which becomes a
    /// curve with the bent ends and directions, so that no joint shows. Lengths are in em.
    func bent(by map: (Point) -> Point) -> Outline {
        var bent = Outline(), here = Point(), start = Point()
        for element in elements {
            switch element {
            case .move(let end):
                bent.elements.append(.move(map(end)))
                (here, start) = (end, end)
            case .line(let end):
                bent.append(.init(line: here, end), map)
                here = end
            case .curve(let first, let second, let end):
                bent.append(.init(from: here, first, second, to: end), map)
                here = end
            case .close:
                // The closing line bends as well.
                if here != start { bent.append(.init(line: here, start), map) }
                bent.elements.append(.close)
                here = start
            }
        }
        return bent
    }

    private mutating func append(_ curve: Cubic, _ map: (Point) -> Point) {
        let pieces = max(1, Int((curve.polygonLength / 0.1).rounded(.up)))
        var rest = curve
        for left in stride(from: pieces, to: 0, by: -1) {
            let (piece, remainder) = rest.split(at: 1 / Double(left))
            rest = remainder
            let from = map(piece.from), to = map(piece.to)
            /// A short way from `place`, as the map turns it.
            func turned(_ way: Point, at place: Point, _ image: Point) -> Point {
                let step = 1e-4
                return (1 / step) * (map(place + step * way) - image)
            }
            elements.append(
                .curve(
                    from + turned(piece.first - piece.from, at: piece.from, from),
                    to + turned(piece.second - piece.to, at: piece.to, to), to))
        }
    }
}

/// A cubic Bézier curve.
private struct Cubic {
    var from: Point
    var first: Point
    var second: Point
    var to: Point

    init(from: Point, _ first: Point, _ second: Point, to: Point) {
        (self.from, self.first, self.second, self.to) = (from, first, second, to)
    }

    init(line from: Point, _ to: Point) {
        let third = 1.0 / 3 * (to - from)
        self.init(from: from, from + third, to - third, to: to)
    }

    var polygonLength: Double { (first - from).length + (second - first).length + (to - second).length }

    /// De Casteljau's.
    func split(at share: Double) -> (Cubic, Cubic) {
        func between(_ a: Point, _ b: Point) -> Point { a + share * (b - a) }
        let a = between(from, first), b = between(first, second), c = between(second, to)
        let ab = between(a, b), bc = between(b, c), middle = between(ab, bc)
        return (Cubic(from: from, a, ab, to: middle), Cubic(from: middle, bc, c, to: to))
    }
}
