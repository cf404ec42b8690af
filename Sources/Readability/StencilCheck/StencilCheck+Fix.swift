public import Imaging

extension StencilCheck {
    /// Room on each side after padding, as a share of the frame's shorter side.
    private static let margin = 0.0625
    /// The most that strokes grow on each side, in pixels.
    private static let mostGrowth = 6

    /// The picture in its frame, with what is safe to do about the warnings done. A good stencil stays as it is, but for the
    /// frame.
    public func fixed() throws(ImagingError) -> StencilFix {
        let codes = Set(warnings.map(\.code))
        guard let measures, ink != nil, !codes.contains(.unclearGround) else {
            return StencilFix(picture: framed, applied: [])
        }
        var picture = framed, applied: [StencilFix.Step] = []
        if codes.contains(.margins) {
            picture = try padded()
            applied.append(.pad)
        }
        let isThin = codes.contains(.thinStrokes)
        guard isThin || codes.contains(.greys) || codes.contains(.lowContrast),
            let ink = StencilInk(Self.brightness(of: picture))?.mask
        else { return StencilFix(picture: picture, applied: applied) }
        let growth = isThin ? Self.growth(of: ink, measures) : 0
        if codes.contains(.greys) || codes.contains(.lowContrast) { applied.append(.binarise) }
        if growth > 0 { applied.append(.thicken) }
        if growth > 0 || applied.contains(.binarise) {
            picture = Self.drawn(ink, growth: Float(growth), isDarkOnLight: measures.isDarkOnLight)
        }
        return StencilFix(picture: picture, applied: applied)
    }

    /// Made smaller, so that the margin is free all round.
    private func padded() throws(ImagingError) -> Bitmap {
        let free = 2 * Self.margin * Double(min(framed.width, framed.height))
        let scale = 1 - free / Double(min(framed.width, framed.height))
        func side(_ length: Int) -> Int { max(Int((Double(length) * scale).rounded()), 1) }
        let inner = try framed.resized(width: side(framed.width), height: side(framed.height))
        return inner.centred(width: framed.width, height: framed.height, on: framed.borderColour)
    }

    /// By how many pixels strokes may grow on each side: until they are broad enough, but no further than that all letters
    /// and their holes stay as many as they were.
    private static func growth(of ink: Mask, _ measures: StencilMeasures) -> Int {
        let wanted = max((goodStroke - measures.medianStroke) / 2, (cell - measures.thinStroke) / 2)
        let beyond = ink.inverted.distanceToUnset()
        let parts = ink.components().parts.count, holes = ink.inverted.components().parts.count
        for growth in stride(from: min(Int(wanted.rounded(.up)), mostGrowth), to: 0, by: -1) {
            // A pixel more on each side, so that gaps stay open and not merely there.
            let grown = Mask(
                width: ink.width, height: ink.height, bits: beyond.values.map { $0 <= Float(growth + 1) })
            if grown.components().parts.count == parts, grown.inverted.components().parts.count == holes,
                !grown.border.contains(true)
            {
                return growth
            }
        }
        return 0
    }

    /// Black and white, with edges as soft as antialiased ones.
    private static func drawn(_ ink: Mask, growth: Float, isDarkOnLight: Bool) -> Bitmap {
        let within = ink.distanceToUnset(), beyond = ink.inverted.distanceToUnset()
        let grey = ink.bits.indices.map { place -> UInt8 in
            let depth = ink.bits[place] ? within.values[place] - 0.5 : 0.5 - beyond.values[place]
            let coverage = min(max(depth + growth + 0.5, 0), 1)
            return UInt8((255 * (isDarkOnLight ? 1 - coverage : coverage)).rounded())
        }
        return Bitmap(width: ink.width, height: ink.height, grey: grey)
    }
}

extension Bitmap {
    /// Amid a frame of one colour. The frame is no smaller.
    fileprivate func centred(width: Int, height: Int, on colour: Colour) -> Bitmap {
        let (left, top) = ((width - self.width) / 2, (height - self.height) / 2)
        var result = Bitmap(width: width, height: height, colour: colour).pixels
        for y in 0..<self.height {
            let from = y * self.width * 3, to = ((y + top) * width + left) * 3
            result.replaceSubrange(to..<to + self.width * 3, with: pixels[from..<from + self.width * 3])
        }
        return Bitmap(width: width, height: height, pixels: result)
    }
}
