/// Reads textured lettering: in many maps of a picture, until one says what is expected.
struct PictureReader {
    let reader: WordReader
    let attempts: [Attempt]

    private static let lineLimit = 6

    /// A text, and in how many ways it was read.
    struct Reading: Hashable {
        let text: String
        let count: Int
    }

    /// What a picture says, likeliest first; what was expected comes first if it was read.
    ///
    /// - Parameters:
    ///   - picture: three channels, 0...1.
    ///   - ink: where its stencil has ink, of the picture's size.
    ///   - expected: reading ends when this is read.
    func readings(of picture: [Plane], ink: Mask? = nil, expecting expected: String) -> [Reading] {
        // Far longer than what is expected: clutter, which takes longest to read.
        let widest = 2 * LinePicture.inkHeight * (Similarity.plain(expected).count + 4)
        var maps = LetteringMaps(picture, ink: ink, keepsMarks: reader.keepsMarks), seen: Set<[LinePicture]> = [],
            texts: [String] = []
        for attempt in attempts {
            guard let lines = lines(attempt, &maps), lines.reduce(0, { $0 + $1.width }) <= widest,
                seen.insert(lines).inserted
            else { continue }
            let text = lines.map(reader.read).filter { !$0.isEmpty }.joined(separator: " ")
            if text.isEmpty { continue }
            texts.append(text)
            if Similarity.isSame(text, expected) { break }
        }
        return Self.ranked(texts.map { Reading(text: $0, count: 1) }, expecting: expected)
    }

    /// Both together, likeliest first.
    static func merged(_ some: [Reading], _ others: [Reading], expecting expected: String) -> [Reading] {
        ranked(some + others, expecting: expected)
    }

    /// Each text once; what was expected first, then by counts, and of two as frequent the earlier first.
    private static func ranked(_ readings: [Reading], expecting expected: String) -> [Reading] {
        let counts = Dictionary(readings.map { ($0.text, $0.count) }, uniquingKeysWith: +)
        var known: Set<String> = []
        return readings.enumerated().filter { known.insert($0.element.text).inserted }
            .map { place, reading in
                let count = counts[reading.text] ?? 0
                let rank = (Similarity.isSame(reading.text, expected) ? 1 : 0, count, -place)
                return (rank: rank, reading: Reading(text: reading.text, count: count))
            }
            .sorted { $0.rank > $1.rank }
            .map(\.reading)
    }

    /// nil where the attempt has nothing to read, or nothing that another doesn't have.
    func lines(_ attempt: Attempt, _ maps: inout LetteringMaps) -> [LinePicture]? {
        let lines: [LinePicture]?, marks = reader.keepsMarks
        switch attempt.rendering {
        case .shapes(let closing):
            lines = maps.lettering(attempt.map, closing: closing).flatMap {
                LinePicture.lines(of: $0, keepsMarks: marks)
            }
        case .widened(let closing):
            lines = maps.lettering(attempt.map, closing: closing).flatMap {
                LinePicture.lines(of: $0, widened: true, keepsMarks: marks)
            }
        case .greys:
            guard let map = maps.map(attempt.map), let lettering = maps.lettering(attempt.map, closing: 1) else {
                return nil
            }
            lines = LinePicture.lines(of: lettering, soft: map.stretched, keepsMarks: marks)
        }
        // Text has few lines; clutter has many.
        guard let lines, (1...Self.lineLimit).contains(lines.count) else { return nil }
        return lines
    }
}
