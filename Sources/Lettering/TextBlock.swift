/// Letters in their places, in em; y runs downward.
struct TextBlock {
    /// Line by line, each in the order of reading.
    let letters: [Letter]
    private let ink: Rectangle

    /// Lines of placed letters. `ink` is theirs, where it is known already; `stroke` is what their outlines will be drawn with,
    /// in em, or 0. Throws ``LetteringError/empty`` if nothing leaves ink.
    init(_ lines: [[Letter]], ink: Rectangle? = nil, stroke: Double) throws(LetteringError) {
        letters = lines.flatMap { $0.sorted { $0.start < $1.start } }
        let ink = ink ?? Outline(elements: letters.flatMap(\.outline.elements)).ink
        guard ink.width > 0 && ink.height > 0 else { throw .empty }
        self.ink = ink.grown(by: stroke / 2)
    }

    /// Pixels an em at which the ink just fits. Without hinting an outline grows as its size does, so nothing has to be
    /// searched.
    func size(fitting width: Double, _ height: Double) -> Double {
        // A full stop is not blown up to a disc.
        min(width / ink.width, height / ink.height, 1.5 * height)
    }

    /// The letters in pixels, the ink in the frame's middle.
    func placed(size: Double, width: Int, height: Int) -> [Letter] {
        let middle = Point(x: Double(width) / 2, y: Double(height) / 2) - size * ink.centre
        return letters.map { letter in letter.mapped { $0.mapped { middle + size * $0 } } }
    }
}
