/// What a stencil shows, in pixels: an outline, which is filled or drawn along.
struct Drawing: Hashable {
    let width: Int
    let height: Int
    let polarity: LetteringOptions.Polarity
    let outline: Outline
    /// The line's width; 0 fills.
    let stroke: Double

    init(_ letters: [Letter], stroke: Double, _ options: LetteringOptions) throws(LetteringError) {
        (width, height, polarity) = (options.width, options.height, options.polarity)
        self.stroke = stroke
        let filled = Outline(elements: letters.flatMap(\.outline.elements))
        outline = stroke > 0 ? try filled.united(width: width, height: height) : filled
    }

    /// `[height, width]`, 0 to 255.
    func coverage() throws(LetteringError) -> [UInt8] {
        try outline.coverage(width: width, height: height, stroke: stroke)
    }
}

extension Outline {
    /// The same ink, none of it twice: a line along it must not show where the letters of a script overlap. Traced from a picture
    /// of four times the frame's size, or of 2,048 pixels where that is less, and exact to a tenth of one of its pixels.
    fileprivate func united(width: Int, height: Int) throws(LetteringError) -> Outline {
        let scale = min(4, 2048 / Double(max(width, height))), border = Point(x: 2, y: 2)
        let large = (
            width: Int((Double(width) * scale).rounded(.up)) + 4, height: Int((Double(height) * scale).rounded(.up)) + 4
        )
        let coverage = try mapped { scale * $0 + border }.coverage(width: large.width, height: large.height)
        let tracer = ContourTracer(
            values: coverage.map { Float($0) / 255 }, width: large.width, height: large.height)
        let contours = tracer.contours(minimum: 4).map { Polygon.simplified($0, tolerance: 0.12) }
        let middle = Point(x: 0.5, y: 0.5)
        return Outline(elements: contours.flatMap(Polygon.outline)).mapped { 1 / scale * ($0 + middle - border) }
    }
}
