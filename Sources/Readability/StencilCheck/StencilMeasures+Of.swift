internal import Imaging

extension StencilMeasures {
    /// - Parameters:
    ///   - grey: the picture in its frame, 0...1. `ink`: its lettering.
    ///   - original: before it was fitted into the frame.
    init(of grey: Plane, ink: Mask, original: Bitmap) {
        func mean(_ isInk: Bool) -> Float {
            let values = grey.values.indices.filter { ink.bits[$0] == isInk }.map { grey.values[$0] }
            return values.isEmpty ? 0 : values.reduce(0, +) / Float(values.count)
        }
        let dark = min(mean(true), mean(false)), span = max(abs(mean(true) - mean(false)), 1e-6)
        contrast = Double(span)
        let middle = grey.values.count { (0.25...0.75).contains(($0 - dark) / span) }
        greyShare = Double(middle) / Double(grey.values.count)
        isDarkOnLight = mean(true) < mean(false)

        let edge = ink.border
        borderShare = Double(edge.count { !$0 }) / Double(edge.count)
        inkShare = Double(ink.count) / Double(ink.bits.count)

        // Breadths of large pictures are measured on a smaller copy.
        let scale = max(Double(max(ink.width, ink.height)) / 512, 1)
        let small =
            scale > 1
            ? grey.resized(width: Int(Double(ink.width) / scale), height: Int(Double(ink.height) / scale)) : nil
        let strokes = StrokeBreadth(small.flatMap { StencilInk($0)?.mask } ?? ink)
        medianStroke = strokes.quantile(0.5) * scale
        thinStroke = strokes.quantile(0.9) * scale

        let box = ink.bounds ?? Box(x: 0..<ink.width, y: 0..<ink.height)
        margin = min(
            box.x.lowerBound, box.y.lowerBound, ink.width - box.x.upperBound, ink.height - box.y.upperBound)
        let (across, down) = (
            Double(ink.width) / Double(original.width), Double(ink.height) / Double(original.height)
        )
        fit = (min(across, down) / max(across, down)).squareRoot()
    }
}

extension Mask {
    /// The outermost pixels.
    var border: [Bool] {
        (0..<height).flatMap { y in
            let isEdge = y == 0 || y == height - 1
            return stride(from: 0, to: width, by: isEdge ? 1 : max(width - 1, 1)).map { bits[y * width + $0] }
        }
    }
}
