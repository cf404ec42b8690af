extension Bitmap {
    /// The whole picture in a frame: scaled until it fits, centred, the rest filled with ``borderColour``, so that no
    /// letter is cut off and the padding has no edge that a ControlNet would follow. One that has the frame's size is
    /// returned as it is.
    public func fitted(width: Int, height: Int) throws(ImagingError) -> Bitmap {
        if (self.width, self.height) == (width, height) { return self }
        try Self.checkSize(width, height)
        let scale = min(Double(width) / Double(self.width), Double(height) / Double(self.height))
        func scaled(_ length: Int, _ limit: Int) -> Int { min(max(Int((Double(length) * scale).rounded()), 1), limit) }
        let inner = try resized(width: scaled(self.width, width), height: scaled(self.height, height))
        var result = Bitmap(width: width, height: height, colour: borderColour)
        result.paste(inner, x: (width - inner.width) / 2, y: (height - inner.height) / 2)
        return result
    }

    /// The median of the outermost pixels, channel by channel.
    public var borderColour: Colour {
        var histograms = Array(repeating: Array(repeating: 0, count: 256), count: 3)
        for y in 0..<height {
            let isEdge = y == 0 || y == height - 1
            for x in stride(from: 0, to: width, by: isEdge ? 1 : max(width - 1, 1)) {
                for channel in 0..<3 { histograms[channel][Int(pixels[(y * width + x) * 3 + channel])] += 1 }
            }
        }
        let medians = histograms.map { histogram in
            var below = 0, half = (histogram.reduce(0, +) + 1) / 2
            for (value, count) in histogram.enumerated() {
                below += count
                if below >= half { return UInt8(value) }
            }
            return 255
        }
        return Colour(red: medians[0], green: medians[1], blue: medians[2])
    }

    /// Replaces what lies under `other`, whose upper left corner is at `x`, `y`. Traps unless it lies within.
    mutating func paste(_ other: Bitmap, x: Int, y: Int) {
        precondition(x >= 0 && y >= 0 && x + other.width <= width && y + other.height <= height)
        for row in 0..<other.height {
            let from = row * other.width * 3, to = ((y + row) * width + x) * 3
            pixels.replaceSubrange(to..<to + other.width * 3, with: other.pixels[from..<from + other.width * 3])
        }
    }
}
