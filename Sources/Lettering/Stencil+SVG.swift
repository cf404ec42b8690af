extension Stencil {
    /// The stencil as an SVG file of its size: a rectangle for the ground and one path for all letters. Emoji are in the path as
    /// any letter, traced from their font's pictures.
    public var svg: String {
        let letters = Self.colour(drawing.polarity.letters), ground = Self.colour(drawing.polarity.ground)
        let style =
            drawing.stroke > 0
            ? #"fill="none" stroke="\#(letters)" stroke-width="\#(Self.number(drawing.stroke))" stroke-linejoin="round""#
            : #"fill="\#(letters)" fill-rule="nonzero""#
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">
            <rect width="\(width)" height="\(height)" fill="\(ground)"/>
            <path \(style) d="\(path)"/>
            </svg>

            """
    }

    private var path: String {
        let elements = drawing.outline.elements
        // Cairo ends each contour with a move, which goes nowhere after the last one of a glyph.
        return elements.indices.filter { index in
            guard case .move = elements[index] else { return true }
            guard index + 1 < elements.count else { return false }
            if case .move = elements[index + 1] { return false }
            return true
        }.map { Self.step(elements[$0]) }.joined()
    }

    private static func colour(_ grey: UInt8) -> String {
        let digits = String(grey, radix: 16)
        return "#" + String(repeating: grey < 16 ? "0" + digits : digits, count: 3)
    }

    private static func step(_ element: Outline.Element) -> String {
        switch element {
        case .move(let end): "M" + point(end)
        case .line(let end): "L" + point(end)
        case .curve(let first, let second, let end): "C\(point(first)) \(point(second)) \(point(end))"
        case .close: "Z"
        }
    }

    private static func point(_ point: Point) -> String { number(point.x) + " " + number(point.y) }

    /// To a hundredth of a pixel.
    private static func number(_ value: Double) -> String {
        let rounded = (100 * value).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
