/// A stencil's letters: to which each pixel of ink belongs.
struct LetterMasks {
    let texts: [String]
    /// Of each pixel, a letter's number from 1, or 0 where no ink is.
    let labels: [Int32]
    let boxes: [Box]

    /// By boxes, in pixels of the ink's size. Ink that lies in several boxes goes to the one whose middle is nearest; ink in
    /// none goes to none.
    init(ink: Mask, boxes letters: [LetterBox], scaleX: Double, scaleY: Double) {
        var labels = Array(repeating: Int32(0), count: ink.bits.count)
        let frames = letters.map { letter in
            (
                left: letter.x * scaleX, right: (letter.x + letter.width) * scaleX, top: letter.y * scaleY,
                bottom: (letter.y + letter.height) * scaleY
            )
        }
        for y in 0..<ink.height {
            for x in 0..<ink.width where ink.bits[y * ink.width + x] {
                let (column, row) = (Double(x) + 0.5, Double(y) + 0.5)
                var nearest = Double.infinity
                for (index, frame) in frames.enumerated() {
                    // A pixel more on each side: antialiased edges reach beyond the outline.
                    guard column > frame.left - 1, column < frame.right + 1, row > frame.top - 1, row < frame.bottom + 1
                    else { continue }
                    let across = (column - (frame.left + frame.right) / 2) / max(frame.right - frame.left, 1)
                    let down = (row - (frame.top + frame.bottom) / 2) / max(frame.bottom - frame.top, 1)
                    let distance = across * across + down * down
                    if distance < nearest { (nearest, labels[y * ink.width + x]) = (distance, Int32(index + 1)) }
                }
            }
        }
        self.init(texts: letters.map(\.text), labels: labels, width: ink.width)
    }

    /// By what hangs together: a letter's parts stand above each other.
    ///
    /// - Parameter word: names the letters if it has as many as were found.
    init(ink: Mask, word: String) {
        let (parts, found) = ink.components()
        let tallest = found.map(\.box.height).max() ?? 0
        var groups: [(box: Box, parts: [Int])] = []
        for line in ink.lines {
            var inLine: [(box: Box, parts: [Int])] = []
            let members = found.indices.filter { line.overlaps(found[$0].box.y) && 25 * found[$0].area > tallest }
                .sorted { found[$0].box.x.lowerBound < found[$1].box.x.lowerBound }
            for part in members where !groups.contains(where: { $0.parts.contains(part) }) {
                let box = found[part].box
                let shared = inLine.last.map { $0.box.x.clamped(to: box.x).count } ?? 0
                if let last = inLine.last, 2 * shared > min(last.box.width, box.width) {
                    inLine[inLine.count - 1] = (last.box.union(box), last.parts + [part])
                } else {
                    inLine.append((box, [part]))
                }
            }
            let isLeftward = Script(of: word).map { $0 == .arabic || $0 == .hebrew } ?? false
            groups += isLeftward ? inLine.reversed() : inLine
        }
        var letterOf = Array(repeating: Int32(0), count: found.count + 1)
        for (index, group) in groups.enumerated() { for part in group.parts { letterOf[part + 1] = Int32(index + 1) } }
        let letters = word.filter { !$0.isWhitespace }.map(String.init)
        self.init(
            texts: letters.count == groups.count
                ? letters : groups.indices.map { "part \($0 + 1) of \(groups.count)" },
            labels: parts.map { letterOf[Int($0)] }, width: ink.width)
    }

    private init(texts: [String], labels: [Int32], width: Int) {
        var boxes: [Box?] = Array(repeating: nil, count: texts.count)
        for (place, label) in labels.enumerated() where label > 0 {
            let (x, y) = (place % width, place / width), index = Int(label - 1)
            let pixel = Box(x: x..<x + 1, y: y..<y + 1)
            boxes[index] = boxes[index]?.union(pixel) ?? pixel
        }
        // Letters without ink, as spaces are, have nothing that could be seen.
        let kept = boxes.indices.filter { boxes[$0] != nil }
        var numbers = Array(repeating: Int32(0), count: texts.count + 1)
        for (number, index) in kept.enumerated() { numbers[index + 1] = Int32(number + 1) }
        self.texts = kept.map { texts[$0] }
        self.boxes = kept.compactMap { boxes[$0] }
        self.labels = labels.map { numbers[Int($0)] }
    }
}
