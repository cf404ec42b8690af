/// A line of lettering as print: dark on light, cropped, of the height that the reader likes.
struct LinePicture: Hashable {
    let width: Int
    let height: Int
    /// `[height, width]`: 0 is ink.
    let grey: [UInt8]

    /// Pixels of the lettering's height, and of the white round it. Tesseract's network sees lines of 36 pixels, and stumbles
    /// over letters that touch the frame.
    static let inkHeight = 32
    private static let border = 6
    private static let widest = 1000

    /// - Parameters:
    ///   - ink: 1 where ink is, 0 where none is.
    ///   - stretch: how much broader it is made than tall.
    init(ink: Plane, stretch: Float = 1) {
        let scale = Float(Self.inkHeight) / Float(ink.height) * stretch
        let inner = ink.resized(
            width: min(max(Int((Float(ink.width) * scale).rounded()), 4), Self.widest), height: Self.inkHeight)
        width = inner.width + 2 * Self.border
        height = inner.height + 2 * Self.border
        var grey = Array(repeating: UInt8(255), count: width * height)
        for y in 0..<inner.height {
            for x in 0..<inner.width {
                let value = 255 * (1 - min(max(inner.values[y * inner.width + x], 0), 1))
                grey[(y + Self.border) * width + x + Self.border] = UInt8(value.rounded())
            }
        }
        self.grey = grey
    }

    /// The lines of a lettering, from the top, turned upright.
    ///
    /// - Parameters:
    ///   - soft: a map whose greys are to be read instead of the mask's bare shapes, 1 for ink.
    ///   - widened: with narrow letters made as broad as print has them; nil if they aren't narrow.
    ///   - keepsMarks: whether what is above and below letters belongs to their line.
    static func lines(
        of lettering: Mask, soft: Plane? = nil, widened: Bool = false, keepsMarks: Bool = false
    ) -> [LinePicture]? {
        guard let bounds = lettering.bounds else { return [] }
        let frame = bounds.grown(by: max(bounds.width / 8, 4), within: lettering.width, lettering.height)
        let mask = lettering.cropped(frame), slope = mask.slope
        let upright = slope == 0 ? mask : mask.plane.turned(by: slope).above(0.5)
        let ink = (soft?.cropped(frame) ?? mask.plane.blurred(0.8)).turned(by: slope)
        var lines: [LinePicture] = []
        for rows in keepsMarks ? upright.linesWithMarks : upright.lines {
            let line = upright.cropped(Box(x: 0..<upright.width, y: rows))
            guard let columns = line.bounds?.x else { continue }
            var stretch: Float = 1
            if widened {
                guard let narrow = line.narrowness else { continue }
                stretch = narrow
            }
            lines.append(LinePicture(ink: ink.cropped(Box(x: columns, y: rows)), stretch: stretch))
        }
        return widened && lines.isEmpty ? nil : lines
    }
}

extension Mask {
    /// By how much narrow letters must be widened to have print's proportions; nil if they have them.
    fileprivate var narrowness: Float? {
        let ratios = components().parts.map { Float($0.box.width) / Float($0.box.height) }.sorted()
        guard !ratios.isEmpty else { return nil }
        let median = ratios[ratios.count / 2]
        return median < 0.62 ? min(0.75 / median, 2.2) : nil
    }
}
