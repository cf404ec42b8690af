internal import Domain

extension Parameter {
    /// Names that old clients use.
    static let aliases: [String: Parameter] = ["negativePrompt": .negativePrompt]

    init?(sent name: String) {
        guard let found = Parameter(rawValue: name) ?? Self.aliases[name] else { return nil }
        self = found
    }

    /// The known name that an unknown one was probably meant to be; nil when none is close.
    static func nearest(to name: String) -> Parameter? {
        let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return allCases.map { (name: $0, distance: editDistance(plain, $0.rawValue.filter { $0 != "_" })) }
            .filter { $0.distance <= max(1, plain.count / 3) }
            .min { $0.distance < $1.distance }?.name
    }
}

/// Levenshtein's distance. The first 64 characters are compared.
func editDistance(_ left: String, _ right: String) -> Int {
    let left = Array(left.prefix(64)), right = Array(right.prefix(64))
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, b) in right.enumerated() {
            let substituted = diagonal + (a == b ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}
