internal import CLettering

/// Closed contours of lines and cubic Bézier curves. What lies inside of them, by the winding rule, is ink.
struct Outline: Hashable {
    enum Element: Hashable {
        case move(Point)
        case line(Point)
        case curve(Point, Point, Point)
        case close
    }

    var elements: [Element] = []

    var isEmpty: Bool { elements.isEmpty }

    /// Each point through a map; right where the map is affine.
    func mapped(_ map: (Point) -> Point) -> Outline {
        Outline(
            elements: elements.map { element in
                switch element {
                case .move(let end): .move(map(end))
                case .line(let end): .line(map(end))
                case .curve(let first, let second, let end): .curve(map(first), map(second), map(end))
                case .close: .close
                }
            })
    }

    func moved(by offset: Point) -> Outline { mapped { $0 + offset } }

    /// Exact to 1/65,536 of the outline's unit; all zero without ink.
    var ink: Rectangle {
        let elements = elements.map(\.shim), ink = w2i_extents(elements, elements.count)
        return Rectangle(left: ink.left, top: ink.top, right: ink.right, bottom: ink.bottom)
    }

    /// The outline being in pixels: coverage `[height, width]`, 0 to 255, of what it encloses, or of a line of the width
    /// `stroke` along it.
    func coverage(width: Int, height: Int, stroke: Double = 0) throws(LetteringError) -> [UInt8] {
        let elements = elements.map(\.shim)
        var coverage = Array(repeating: UInt8(0), count: width * height)
        guard w2i_draw(elements, elements.count, stroke, &coverage, width, height) else { throw .library }
        return coverage
    }
}

extension Outline.Element {
    init(_ element: w2i_element) {
        let end = Point(element.end)
        switch element.verb {
        case W2I_MOVE: self = .move(end)
        case W2I_LINE: self = .line(end)
        case W2I_CURVE: self = .curve(Point(element.control.0), Point(element.control.1), end)
        default: self = .close
        }
    }

    fileprivate var shim: w2i_element {
        var element = w2i_element()
        switch self {
        case .move(let end): (element.verb, element.end) = (W2I_MOVE, end.shim)
        case .line(let end): (element.verb, element.end) = (W2I_LINE, end.shim)
        case .curve(let first, let second, let end):
            element = w2i_element(verb: W2I_CURVE, control: (first.shim, second.shim), end: end.shim)
        case .close: element.verb = W2I_CLOSE
        }
        return element
    }
}

extension Point {
    fileprivate init(_ point: w2i_point) { self.init(x: point.x, y: point.y) }
    fileprivate var shim: w2i_point { w2i_point(x: x, y: y) }
}
