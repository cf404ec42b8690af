/// How well a picture follows its stencil, letter by letter.
struct StructuralScore {
    /// In the word's order.
    let letters: [LetterVerdict]

    /// From what a letter scores more than 0, and 1. By chance it has 0.5 to 0.7, the best of several projections being
    /// taken; the drawings' letters have 0.9 and more.
    static let range = 0.7...0.92

    /// - Parameters:
    ///   - picture: three channels in 0...1, of the ink's size.
    ///   - sigma: of the blur that makes grains one colour, in pixels.
    init(picture: [Plane], ink: Mask, letters: LetterMasks, sigma: Float) {
        let width = ink.width, height = ink.height
        let within = ink.distanceToUnset(), beyond = ink.inverted.distanceToUnset()
        let breadth = Self.strokeBreadth(within, ink)
        let reach = max(breadth, 6)
        let inside = within.above(1.5)
        let outside = Mask(width: width, height: height, bits: beyond.values.map { $0 > 1.5 && $0 < reach })
        let projections = Projection.all(of: picture, sigma: sigma, inside: inside, outside: outside)
        let edge = Outline(within: within, beyond: beyond, step: min(max(0.4 * breadth, 2), 4))

        let visible = letters.boxes.enumerated().map { index, box in
            let frame = box.grown(by: Int(reach), within: width, height), label = Int32(index + 1)
            let places = frame.y.flatMap { y in frame.x.map { y * width + $0 } }
            let lettering = places.filter { letters.labels[$0] == label && inside.bits[$0] }
            let ground = places.filter { outside.bits[$0] }
            let edges = edge.points(of: label, in: letters.labels, frame: frame)
            return projections.map { projection in
                var counts = LevelCounts()
                for place in lettering { counts.add(projection.levels[place], isInside: true) }
                for place in ground { counts.add(projection.levels[place], isInside: false) }
                return (counts.separation + Outline.visibleShare(edges, projection.levels)) / 2
            }
            .max() ?? 0.5
        }
        self.letters = zip(letters.texts, visible).map { text, value in
            let scaled = (value - Self.range.lowerBound) / (Self.range.upperBound - Self.range.lowerBound)
            return LetterVerdict(text: text, score: min(max(scaled, 0), 1))
        }
    }

    /// All letters as one number: a word is no better than its weakest letters. 0 without letters.
    var value: Double {
        guard !letters.isEmpty else { return 0 }
        let mean = letters.reduce(0) { $0 + $1.score } / Double(letters.count)
        return (mean + (letters.map(\.score).min() ?? 0)) / 2
    }

    /// Four times the mean distance to the edge: what a bar of that breadth would have.
    private static func strokeBreadth(_ within: Plane, _ ink: Mask) -> Float {
        let depths = within.values.filter { $0 > 0 && $0.isFinite }
        return depths.isEmpty ? 0 : 4 * depths.reduce(0, +) / Float(depths.count)
    }
}
