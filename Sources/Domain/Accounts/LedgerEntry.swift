/// One movement of money. Entries are never changed or removed; an account's balance and reserved amount are their
/// sums.
public struct LedgerEntry: Sendable, Hashable {
    public let kind: Kind
    public let balanceChange: Money
    public let reservedChange: Money
    /// nil for a movement that no job made.
    public let job: JobID?
    /// Why, for people; empty for a job's movements.
    public let note: String
    public let at: Timestamp

    public init(
        kind: Kind, balanceChange: Money, reservedChange: Money, job: JobID?, note: String, at: Timestamp
    ) {
        self.kind = kind
        self.balanceChange = balanceChange
        self.reservedChange = reservedChange
        self.job = job
        self.note = note
        self.at = at
    }

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The operator's: in either direction, never below a balance of zero.
        case credit
        /// At submission: from the balance to the reserved amount.
        case reserve
        /// At completion: the cost leaves the reserved amount for good.
        case charge
        /// At the end of a job: what it did not cost goes back to the balance.
        case release
    }
}
