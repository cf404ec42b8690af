extension Money {
    /// A result that does not fit in 64 bits: nine trillion dollars, which only a mistake asks for.
    public struct Overflow: Error, Sendable, Hashable, CustomStringConvertible {
        public var description: String { "the amount is too large: \(Money(microDollars: .max)) dollars are the limit" }
    }

    public func adding(_ other: Money) throws(Overflow) -> Money {
        try Self.checked(microDollars.addingReportingOverflow(other.microDollars))
    }

    public func subtracting(_ other: Money) throws(Overflow) -> Money {
        try Self.checked(microDollars.subtractingReportingOverflow(other.microDollars))
    }

    public func multiplied(by factor: Int64) throws(Overflow) -> Money {
        try Self.checked(microDollars.multipliedReportingOverflow(by: factor))
    }

    private static func checked(_ result: (partialValue: Int64, overflow: Bool)) throws(Overflow) -> Money {
        guard !result.overflow else { throw Overflow() }
        return Money(microDollars: result.partialValue)
    }
}
