/// What came of making a picture again.
public struct ReplayReport: Sendable, Hashable, Codable {
    /// Whether every pixel is as it was.
    public var isIdentical: Bool
    /// What is not as it was then, and may be why: sentences.
    public var differences: [String]

    enum CodingKeys: String, CodingKey {
        case isIdentical = "identical"
        case differences
    }

    /// Compares a picture's recipe with the one that it was made again by.
    public init(_ again: Recipe, original: Recipe) {
        isIdentical = original.pictureDigest != nil && again.pictureDigest == original.pictureDigest
        var differences: [String] = []
        func compare(_ name: String, _ then: String?, _ now: String?) {
            guard let then, then != now else { return }
            differences.append("\(name) was \(then), and is \(now ?? "unknown")")
        }
        compare("the version", original.version, again.version)
        compare("the precision", original.precision, again.precision)
        compare("the instruction set", original.instructionSet, again.instructionSet)
        compare("the stencil's digest", original.stencilDigest, again.stencilDigest)
        if original.pictureDigest == nil { differences.append("the recipe does not say what the picture was") }
        self.differences = differences
    }
}
