internal import CLettering

/// A coloured glyph, as fonts of emoji have them, as an outline: its silhouette, with holes where it has details that are
/// much darker than the rest, or much lighter where most of it is dark. So a face keeps its eyes and mouth.
struct PictureTracer {
    private let width: Int
    private let height: Int
    private let alpha: [Float]
    /// 0 to 1, where there is any.
    private let luminance: [Float]
    private let origin: Point
    private let pixel: Double

    /// How far apart, of 1, light and dark must be to be told apart.
    private static let contrast: Float = 0.15
    /// Of ink round the silhouette that no hole breaks, in em, so that ears and rims of another tone stay.
    private static let rim = 0.035
    /// Details that cover less are left out, in square em.
    private static let speck = 0.0006

    init(_ picture: w2i_picture) {
        (width, height) = (picture.width, picture.height)
        let bytes = UnsafeBufferPointer(start: picture.pixels, count: 4 * width * height)
        var alpha = [Float](repeating: 0, count: width * height), luminance = alpha
        for place in 0..<width * height {
            let opacity = Float(bytes[4 * place + 3])
            alpha[place] = opacity / 255
            if opacity == 0 { continue }
            let blue = Float(bytes[4 * place]), green = Float(bytes[4 * place + 1]), red = Float(bytes[4 * place + 2])
            luminance[place] = (0.299 * red + 0.587 * green + 0.114 * blue) / opacity
        }
        (self.alpha, self.luminance) = (alpha, luminance)
        origin = Point(x: picture.left, y: picture.top)
        pixel = picture.pixel
    }

    /// In em, from the origin of the glyph's line.
    func outline() -> Outline {
        let tracer = ContourTracer(values: softened(ink()), width: width, height: height)
        let contours = tracer.contours(minimum: Self.speck / (pixel * pixel))
        let middle = Point(x: 0.5, y: 0.5)
        return Outline(elements: contours.flatMap(Polygon.smoothOutline))
            .mapped { origin + pixel * ($0 + middle) }
    }

    private func ink() -> [Float] {
        guard let (threshold, darkIsDetail) = tones() else { return alpha }
        let inner = interior()
        return alpha.indices.map { place in
            let above = (luminance[place] - threshold) * (darkIsDetail ? 1 : -1) / 0.08
            let detail = min(max(0.5 - above, 0), 1)
            return alpha[place] * (1 - detail * inner[place])
        }
    }

    /// The luminance that parts light from dark best (Otsu's method), and which of both is the smaller part.
    private func tones() -> (threshold: Float, darkIsDetail: Bool)? {
        let bins = 64
        var histogram = [Float](repeating: 0, count: bins)
        for (opacity, value) in zip(alpha, luminance) where opacity > 0.9 {
            histogram[min(Int(value * Float(bins)), bins - 1)] += 1
        }
        let count = histogram.reduce(0, +)
        func mean(_ range: Range<Int>, _ weight: Float) -> Float {
            range.reduce(0) { $0 + histogram[$1] * (Float($1) + 0.5) } / (weight * Float(bins))
        }
        var best: (spread: Float, bin: Int, dark: Float, apart: Float)?
        for bin in 1..<bins {
            let dark = histogram[..<bin].reduce(0, +), light = count - dark
            if dark == 0 || light == 0 { continue }
            let apart = mean(bin..<bins, light) - mean(0..<bin, dark), spread = dark * light * apart * apart
            if spread > best?.spread ?? 0 { best = (spread, bin, dark, apart) }
        }
        guard let best, best.apart > Self.contrast else { return nil }
        return (Float(best.bin) / Float(bins), best.dark < count / 2)
    }

    /// 1 where the silhouette's edge is farther than the rim.
    private func interior() -> [Float] {
        let radius = max(1, Int((Self.rim / pixel).rounded()))
        let circle = (-radius...radius).flatMap { y in (-radius...radius).map { x in (x: x, y: y) } }.filter { place in
            let distance = place.x * place.x + place.y * place.y
            return distance <= radius * radius && distance > (radius - 1) * (radius - 1)
        }
        var inner = [Float](repeating: 0, count: alpha.count)
        for y in radius..<max(height - radius, radius) {
            for x in radius..<max(width - radius, radius) where alpha[y * width + x] > 0 {
                var least: Float = 1
                for way in circle { least = min(least, alpha[(y + way.y) * width + x + way.x]) }
                inner[y * width + x] = least
            }
        }
        return inner
    }

    /// Binomial, 3 x 3: contours without the steps of the picture's pixels. The border becomes 0.
    private func softened(_ values: [Float]) -> [Float] {
        var soft = [Float](repeating: 0, count: values.count)
        for y in 1..<max(height - 1, 1) {
            for x in 1..<max(width - 1, 1) {
                let p = y * width + x
                let sides = values[p - 1] + values[p + 1] + values[p - width] + values[p + width]
                let corners =
                    values[p - width - 1] + values[p - width + 1] + values[p + width - 1] + values[p + width + 1]
                soft[p] = (4 * values[p] + 2 * sides + corners) / 16
            }
        }
        return soft
    }
}
