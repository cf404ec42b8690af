/// An amount of US dollars, exact: a whole number of micro-dollars. Credits, prices and costs are all of this type.
public struct Money: Sendable, Hashable {
    public let microDollars: Int64

    public init(microDollars: Int64) { self.microDollars = microDollars }

    public static let zero = Money(microDollars: 0)

    /// For JSON numbers alone. Below a billion dollars its shortest decimal text is the exact amount.
    public var dollars: Double { Double(microDollars) / Double(Self.microDollarsInADollar) }

    static let microDollarsInADollar: Int64 = 1_000_000
}

extension Money: Comparable {
    public static func < (left: Money, right: Money) -> Bool { left.microDollars < right.microDollars }
}
