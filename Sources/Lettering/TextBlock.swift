internal import CLettering

/// Lines of text one below the other, each centred by its ink, in em.
struct TextBlock {
    let lines: [Line]
    /// Between baselines: as small as leaves the gap between any two lines' ink.
    private let pitch: Double
    private let ink: Rectangle

    /// Throws ``LetteringError/empty`` if nothing leaves ink.
    init(_ lines: [Line], gap: Double) throws(LetteringError) {
        self.lines = lines
        let pitch = zip(lines, lines.dropFirst()).map { $0.ink.bottom - $1.ink.top }.max().map { $0 + gap } ?? 0
        let width = lines.map(\.ink.width).max() ?? 0
        let places = lines.enumerated()
        ink = Rectangle(
            left: -width / 2, top: places.map { Double($0) * pitch + $1.ink.top }.min() ?? 0, right: width / 2,
            bottom: places.map { Double($0) * pitch + $1.ink.bottom }.max() ?? 0)
        self.pitch = pitch
        guard ink.width > 0 && ink.height > 0 else { throw .empty }
    }

    /// Pixels an em at which the ink just fits. Without hinting an outline grows as its size does, so nothing has to be
    /// searched.
    func size(fitting width: Double, _ height: Double) -> Double {
        // A full stop is not blown up to a disc.
        min(width / ink.width, height / ink.height, 1.5 * height)
    }

    /// Coverage `[height, width]`, 0 to 255, with the ink in the frame's middle.
    func coverage(size: Double, width: Int, height: Int) throws(LetteringError) -> [UInt8] {
        let placements = lines.enumerated().map { index, line in
            w2i_placement(
                line: line.handle, x: Double(width) / 2 - size * (line.ink.left + line.ink.right) / 2,
                y: Double(height) / 2 + size * (Double(index) * pitch - (ink.top + ink.bottom) / 2))
        }
        var coverage = Array(repeating: UInt8(0), count: width * height)
        guard w2i_fill(placements, placements.count, size, &coverage, width, height) else { throw .library }
        return coverage
    }
}
