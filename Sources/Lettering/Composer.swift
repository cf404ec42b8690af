internal import Foundation

/// Puts lines of words into their places, as the layout wants it.
struct Composer {
    let font: Font
    let options: LetteringOptions

    /// Throws ``LetteringError/empty`` if nothing leaves ink.
    func block(_ lines: [[String]]) throws(LetteringError) -> TextBlock {
        if options.layout == .vertical { return try TextBlock(try vertical(lines), stroke: options.outline) }
        let lines = try lines.map { (words) throws(LetteringError) in try line(words) }.filter { $0.ink.width > 0 }
        let placed =
            switch options.layout {
            case .arc: arc(lines)
            case .circle: circle(lines)
            case .wave: wave(lines)
            case .stacked: stacked(lines)
            case .straight, .vertical: placed(lines)
            }
        return try TextBlock(placed, ink: options.layout == .straight ? ink(of: lines) : nil, stroke: options.outline)
    }

    /// How far the words reach in the direction of reading, in em.
    func length(of word: String) throws(LetteringError) -> Double {
        if options.layout == .vertical { return try column([word]).ink.height }
        return try line([word]).ink.width
    }

    func line(_ words: [String]) throws(LetteringError) -> Line {
        // A ligature would stay narrow where all others move apart.
        let features = options.letterSpacing == 0 ? nil : "liga=0, clig=0, dlig=0"
        return try font.line(words.joined(separator: " "), features: features).spaced(by: options.letterSpacing)
    }

    /// Free space between the outlines of two lines.
    var gap: Double { options.lineSpacing + options.outline }

    /// Where a line of the width `length` begins in a block as wide as `whole`, whose middle is 0.
    func start(of length: Double, in whole: Double) -> Double {
        switch options.align {
        case .left: -whole / 2
        case .centre: -length / 2
        case .right: whole / 2 - length
        }
    }

    /// Where lines below each other begin on their baselines, aligned by their ink. Baselines are as near to each other as
    /// leaves the gap between any two lines' ink.
    func origins(of lines: [Line]) -> [Point] {
        let pitch = zip(lines, lines.dropFirst()).map { $0.ink.bottom - $1.ink.top }.max().map { $0 + gap } ?? 0
        let width = lines.map(\.ink.width).max() ?? 0
        return lines.enumerated().map { index, line in
            Point(x: start(of: line.ink.width, in: width) - line.ink.left, y: Double(index) * pitch)
        }
    }

    /// Of straight lines: known without measuring again, so that rounding can't move a pixel.
    private func ink(of lines: [Line]) -> Rectangle? {
        let ink = zip(lines, origins(of: lines)).map { $0.ink.moved(by: $1) }
        return ink.first.map { first in ink.reduce(first) { $0.union($1) } }
    }

    private func placed(_ lines: [Line]) -> [[Letter]] {
        zip(lines, origins(of: lines)).map { line, origin in line.letters.map { $0.moved(by: origin) } }
    }

    private func wave(_ lines: [Line]) -> [[Letter]] {
        let length = lines.map(\.ink.width).max() ?? 0, height = min(0.055 * length, 0.5)
        guard length > 0 else { return [] }
        func waved(_ place: Point) -> Point {
            Point(x: place.x, y: place.y - height * sin(2 * .pi * (place.x / length + 0.5)))
        }
        return placed(lines).map { line in line.map { letter in letter.mapped { $0.bent(by: waved) } } }
    }

    /// Every line as wide as the frame; one of few letters gets no higher than that allows. Line heights differ, and an em is
    /// their average.
    private func stacked(_ lines: [Line]) -> [[Letter]] {
        let lines = lines.filter { $0.ink.width > 0 && $0.ink.height > 0 }
        let scales = lines.map { min(1 / $0.ink.width, Self.highest / $0.ink.height) }
        let mean = scales.reduce(0, +) / Double(max(lines.count, 1)), whole = 1 / mean
        var top = 0.0
        return zip(lines, scales).map { line, scale in
            let size = scale / mean
            let x = start(of: size * line.ink.width, in: whole) - size * line.ink.left
            let origin = Point(x: x, y: top - size * line.ink.top)
            top += size * line.ink.height + gap
            return line.letters.map { letter in letter.mapped { $0.mapped { origin + size * $0 } } }
        }
    }

    /// Of a stacked line, as a share of the frame's width.
    private static let highest = 0.6
}
