/// Decimal text, exact both ways: `5`, `0.005`, `-12.5`.
extension Money: LosslessStringConvertible {
    /// nil unless the text is an optional minus sign, digits, and at most six digits after a point. No exponent, no
    /// currency sign, and no digits that would have to be rounded away.
    public init?(_ text: String) {
        let isNegative = text.hasPrefix("-")
        let parts = text.utf8.dropFirst(isNegative ? 1 : 0).split(
            separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.digits.contains) })
        else { return nil }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        guard fraction.count <= Self.decimals else { return nil }
        let padding = Array(repeating: UInt8(ascii: "0"), count: Self.decimals - fraction.count)
        let digits = (isNegative ? "-" : "") + String(decoding: parts[0] + fraction + padding, as: UTF8.self)
        guard let microDollars = Int64(digits) else { return nil }
        self.init(microDollars: microDollars)
    }

    public var description: String {
        let (dollars, rest) = microDollars.magnitude.quotientAndRemainder(
            dividingBy: Self.microDollarsInADollar.magnitude)
        let sign = microDollars < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(dollars)" }
        let digits = String(rest)
        let fraction = String(repeating: "0", count: Self.decimals - digits.count) + digits
        return "\(sign)\(dollars).\(fraction.dropLast(while: { $0 == "0" }))"
    }

    private static let decimals = 6
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}

extension String {
    /// Without the run of characters at the end that `isDropped` holds for.
    fileprivate func dropLast(while isDropped: (Character) -> Bool) -> Substring {
        guard let last = lastIndex(where: { !isDropped($0) }) else { return "" }
        return self[...last]
    }
}

/// The decimal text, since a JSON number would pass through binary fractions.
extension Money: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer(), text = try container.decode(String.self)
        guard let money = Money(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no amount of dollars such as \"0.005\"")
        }
        self = money
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
