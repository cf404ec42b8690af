/// One number a pixel, row by row: a channel, or a map made of several.
package struct Plane: Hashable {
    package let width: Int
    package let height: Int
    /// `[height, width]`.
    package var values: [Float]

    /// Traps unless `values` are as many as the size needs.
    package init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    package init(width: Int, height: Int, _ value: Float = 0) {
        self.init(width: width, height: height, values: Array(repeating: value, count: width * height))
    }

    func map(_ transform: (Float) -> Float) -> Plane {
        Plane(width: width, height: height, values: values.map(transform))
    }

    /// Pixel by pixel. Traps unless both have one size.
    func combined(with other: Plane, _ transform: (Float, Float) -> Float) -> Plane {
        precondition(width == other.width && height == other.height)
        var result = self
        for index in values.indices { result.values[index] = transform(values[index], other.values[index]) }
        return result
    }

    /// Where the values are above `threshold`.
    package func above(_ threshold: Float) -> Mask {
        Mask(width: width, height: height, bits: values.map { $0 > threshold })
    }

    /// A part of it. Traps unless it lies within.
    func cropped(_ box: Box) -> Plane {
        var part: [Float] = []
        part.reserveCapacity(box.width * box.height)
        for y in box.y { part += values[y * width + box.x.lowerBound..<y * width + box.x.upperBound] }
        return Plane(width: box.width, height: box.height, values: part)
    }
}
