/// Letters beside each other, in em, from the line's origin on the baseline.
struct Line {
    /// From left to right.
    let letters: [Letter]
    let ink: Rectangle

    init(letters: [Letter]) {
        self.letters = letters
        ink = Outline(elements: letters.flatMap(\.outline.elements)).ink
    }

    /// More space between letters, in em; joined scripts stay as they are.
    func spaced(by space: Double) -> Line {
        if space == 0 || letters.isEmpty { return self }
        var shift = 0.0
        let spaced = zip(letters, [false] + gaps).map { letter, hasGap in
            if hasGap { shift += space }
            return letter.moved(by: Point(x: shift))
        }
        return Line(letters: spaced)
    }

    /// How many places there are for more space.
    var gapCount: Int { gaps.count { $0 } }

    /// Whether there may be space between a letter and the next one.
    private var gaps: [Bool] { zip(letters, letters.dropFirst()).map { !$0.isJoined && !$1.isJoined } }
}
