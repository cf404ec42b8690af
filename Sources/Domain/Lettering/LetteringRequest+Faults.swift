extension LetteringRequest {
    public static let characterLimit = 64
    public static let weights = 100...1000
    public static let letterSpacings = -0.1...1.0
    public static let lineSpacings = 0.0...2.0
    public static let margins = 0.0...0.4
    public static let outlines = 0.01...0.3

    /// Everything that is out of range, in the order of the parameters; empty for a request that can be tried. Whether the
    /// fonts have the characters is seen when it is drawn.
    public func faults() -> [RequestFault] {
        var faults: [RequestFault] = []
        func check(_ holds: Bool, _ parameter: Parameter, _ found: some CustomStringConvertible, _ allowed: String) {
            if !holds { faults.append(RequestFault(parameter, found: found.description, allowed: allowed)) }
        }
        func check<Number: Comparable & CustomStringConvertible>(
            _ value: Number, in range: ClosedRange<Number>, _ parameter: Parameter
        ) {
            check(range.contains(value), parameter, value, "from \(range.lowerBound) to \(range.upperBound)")
        }
        let length = text.count
        check(
            (1...Self.characterLimit).contains(length), .text, "\(length) characters long",
            "1 to \(Self.characterLimit) characters")
        check(weight, in: Self.weights, .weight)
        check(letterSpacing, in: Self.letterSpacings, .letterSpacing)
        check(lineSpacing, in: Self.lineSpacings, .lineSpacing)
        check(margin, in: Self.margins, .margin)
        check(
            outline == 0 || Self.outlines.contains(outline), .outline, outline,
            "0 for filled letters, or from \(Self.outlines.lowerBound) to \(Self.outlines.upperBound)")
        return faults
    }
}
