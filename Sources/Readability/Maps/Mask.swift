/// Yes or no for each pixel, row by row.
package struct Mask: Hashable {
    package let width: Int
    package let height: Int
    /// `[height, width]`.
    package var bits: [Bool]

    /// Traps unless `bits` are as many as the size needs.
    package init(width: Int, height: Int, bits: [Bool]) {
        precondition(width > 0 && height > 0 && bits.count == width * height)
        self.width = width
        self.height = height
        self.bits = bits
    }

    package init(width: Int, height: Int, _ bit: Bool = false) {
        self.init(width: width, height: height, bits: Array(repeating: bit, count: width * height))
    }

    package var count: Int { bits.reduce(0) { $0 + ($1 ? 1 : 0) } }

    package var inverted: Mask { Mask(width: width, height: height, bits: bits.map { !$0 }) }

    /// 1 where it is set.
    var plane: Plane { Plane(width: width, height: height, values: bits.map { $0 ? 1 : 0 }) }

    /// The smallest box round what is set; nil if nothing is.
    package var bounds: Box? {
        var left = width, right = 0, top = height, bottom = 0
        for y in 0..<height {
            for x in 0..<width where bits[y * width + x] {
                (left, right, top, bottom) = (min(left, x), max(right, x + 1), min(top, y), max(bottom, y + 1))
            }
        }
        return right > 0 ? Box(x: left..<right, y: top..<bottom) : nil
    }

    /// A part of it. Traps unless it lies within.
    func cropped(_ box: Box) -> Mask {
        let part = box.y.flatMap { y in bits[y * width + box.x.lowerBound..<y * width + box.x.upperBound] }
        return Mask(width: box.width, height: box.height, bits: part)
    }

    /// With `margin` pixels more on each side, not set.
    func padded(by margin: Int) -> Mask {
        var result = Mask(width: width + 2 * margin, height: height + 2 * margin)
        for y in 0..<height {
            for x in 0..<width { result.bits[(y + margin) * result.width + x + margin] = bits[y * width + x] }
        }
        return result
    }
}
