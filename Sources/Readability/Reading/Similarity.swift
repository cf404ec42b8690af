internal import Foundation

/// How alike two texts are to a reader of pictures.
package enum Similarity {
    /// Glyphs that are told apart by their neighbours only.
    private static let alike: [Character: Character] = [
        "0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "$": "s", "8": "b", "2": "z",
        // Of Persian, for the same letters of Arabic.
        "\u{6CC}": "\u{64A}", "\u{6A9}": "\u{643}",
    ]

    /// Letters and digits and other marks without spaces, case, accents and width; those that look alike are one.
    static func plain(_ text: String) -> [Character] {
        // By scalars: a mark that follows a space, as the reader has those of Thai, would go with it. Thai's am is two.
        let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace }
            .flatMap { $0 == "\u{E33}" ? ["\u{E4D}", "\u{E32}"] : [$0] }
        let folded = String(String.UnicodeScalarView(scalars))
            .folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        return folded.lowercased().map { alike[$0] ?? $0 }
    }

    /// 1 for the same text, 0 for one that shares nothing: 1 - edit distance / length of the longer.
    package static func of(_ read: String, _ expected: String) -> Double {
        let (read, expected) = (plain(read), plain(expected)), longer = max(read.count, expected.count)
        return longer == 0 ? 1 : 1 - Double(editDistance(read, expected)) / Double(longer)
    }

    package static func isSame(_ read: String, _ expected: String) -> Bool { plain(read) == plain(expected) }

    /// Which of the expected characters a text has, in order: those that stay when it is turned into what was expected with
    /// the fewest changes. As many as ``plain(_:)`` has.
    package static func matches(_ read: String, _ expected: String) -> [Bool] {
        let (read, expected) = (plain(read), plain(expected))
        // costs[i][j]: from the first i read to the first j expected.
        var costs = [Array(0...expected.count)]
        for (i, first) in read.enumerated() {
            var row = [i + 1]
            for (j, second) in expected.enumerated() {
                row.append(min(costs[i][j] + (first == second ? 0 : 1), costs[i][j + 1] + 1, row[j] + 1))
            }
            costs.append(row)
        }
        var matches = Array(repeating: false, count: expected.count), i = read.count, j = expected.count
        while i > 0 && j > 0 {
            let isSame = read[i - 1] == expected[j - 1]
            if costs[i][j] == costs[i - 1][j - 1] + (isSame ? 0 : 1) {
                matches[j - 1] = isSame
                (i, j) = (i - 1, j - 1)
            } else if costs[i][j] == costs[i - 1][j] + 1 {
                i -= 1
            } else {
                j -= 1
            }
        }
        return matches
    }

    /// Insertions, deletions and replacements that turn one into the other (Levenshtein).
    package static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for (i, first) in a.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, second) in b.enumerated() {
                let replaced = corner + (first == second ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(replaced, row[j + 1] + 1, row[j] + 1)
            }
        }
        return row[b.count]
    }
}
