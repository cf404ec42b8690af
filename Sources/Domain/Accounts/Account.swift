/// Whose money it is. Several API keys may draw on one account.
public struct Account: Sendable, Hashable {
    public let id: AccountID
    public let name: String
    /// What can be spent: the credits that clients are told of. Never negative.
    public let balance: Money
    /// Held for jobs that have not ended, and in the balance no more. Never negative.
    public let reserved: Money
    public let createdAt: Timestamp

    public init(id: AccountID, name: String, balance: Money, reserved: Money, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.balance = balance
        self.reserved = reserved
        self.createdAt = createdAt
    }
}
