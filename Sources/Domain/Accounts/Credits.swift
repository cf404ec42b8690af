/// Credits of all accounts together.
public struct Credits: Sendable, Hashable {
    public let balance: Money
    /// Held for jobs that have not ended, and in the balance no more.
    public let reserved: Money

    public init(balance: Money, reserved: Money) {
        self.balance = balance
        self.reserved = reserved
    }
}
