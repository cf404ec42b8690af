extension Letter {
    /// How far the square of a wide letter reaches above its baseline, in em.
    static let squareTop = 0.88

    /// A wide letter as it stands in a column: strokes and brackets lie along it, full stops and commas are in the square's
    /// upper right corner (UAX #50). Fonts have forms of their own for it, but not all have the right ones.
    var columnOutline: Outline {
        guard let first = text.unicodeScalars.first else { return outline }
        if Self.turned.contains(first) {
            let middle = Point(x: x + advance / 2, y: 0.5 - Self.squareTop)
            return outline.mapped { Point(x: middle.x + middle.y - $0.y, y: middle.y + $0.x - middle.x) }
        }
        return Self.raised.contains(first) ? outline.moved(by: Point(x: 0.55, y: -0.55)) : outline
    }

    private static let turned = Set("ー－〜～―…‥（）［］｛｝「」『』【】〈〉《》〔〕〖〗：；＝｜＿".unicodeScalars)
    private static let raised = Set("、。，．".unicodeScalars)
}
