/// Spreads words over lines so that the widest line is as narrow as possible.
struct LineBalance {
    private let words: [String]
    /// The widths of words first...last on one line.
    private let widths: [[Double]]

    /// `width`: how wide a line is.
    init(_ words: [String], width: (String) -> Double) {
        self.words = words
        let wordWidths = words.map(width), space = max(0, width("i i") - 2 * width("i"))
        widths = words.indices.map { first in
            words.indices.map { last in
                first > last ? 0 : wordWidths[first...last].reduce(0, +) + Double(last - first) * space
            }
        }
    }

    /// `count` lines, at most as many as there are words.
    func lines(_ count: Int) -> [String] {
        breaks(count, from: 0).lines.map { words[$0].joined(separator: " ") }
    }

    private func breaks(_ count: Int, from first: Int) -> (widest: Double, lines: [ClosedRange<Int>]) {
        let last = words.count - 1
        guard count > 1 else { return (widths[first][last], [first...last]) }
        return (first...last - count + 1).map { end in
            let rest = breaks(count - 1, from: end + 1)
            return (max(widths[first][end], rest.widest), [first...end] + rest.lines)
        }.min { $0.widest < $1.widest } ?? (widths[first][last], [first...last])
    }
}
