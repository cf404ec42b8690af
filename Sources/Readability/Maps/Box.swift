/// A rectangle of whole pixels, y downward.
package struct Box: Hashable {
    package var x: Range<Int>
    package var y: Range<Int>

    package init(x: Range<Int>, y: Range<Int>) {
        self.x = x
        self.y = y
    }

    package var width: Int { x.count }
    package var height: Int { y.count }
    var area: Int { width * height }

    func union(_ other: Box) -> Box {
        Box(
            x: min(x.lowerBound, other.x.lowerBound)..<max(x.upperBound, other.x.upperBound),
            y: min(y.lowerBound, other.y.lowerBound)..<max(y.upperBound, other.y.upperBound))
    }

    /// Grown by `margin` to each side, as far as a frame allows.
    func grown(by margin: Int, within width: Int, _ height: Int) -> Box {
        Box(
            x: max(x.lowerBound - margin, 0)..<min(x.upperBound + margin, width),
            y: max(y.lowerBound - margin, 0)..<min(y.upperBound + margin, height))
    }
}
