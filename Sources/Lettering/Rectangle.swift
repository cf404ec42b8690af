/// Where ink is; y runs downward.
struct Rectangle: Hashable {
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0

    var width: Double { right - left }
    var height: Double { bottom - top }
    var centre: Point { Point(x: (left + right) / 2, y: (top + bottom) / 2) }

    /// Larger by as much on each side.
    func grown(by margin: Double) -> Rectangle {
        Rectangle(left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
    }

    func moved(by offset: Point) -> Rectangle {
        Rectangle(left: left + offset.x, top: top + offset.y, right: right + offset.x, bottom: bottom + offset.y)
    }

    func union(_ other: Rectangle) -> Rectangle {
        Rectangle(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }
}
