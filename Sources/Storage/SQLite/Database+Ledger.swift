internal import Domain
internal import GRDB

/// The only code that moves money: an account and its ledger change together, here.
extension Database {
    /// From the balance to the reserved amount.
    func reserve(_ amount: Money, for job: JobRow, at now: Timestamp) throws {
        try move(
            LedgerEntry(
                kind: .reserve, balanceChange: .zero.subtracting(amount), reservedChange: amount, job: job.id, note: "",
                at: now),
            of: job.account, key: job.key)
    }

    /// Ends the job's reservation: the cost is gone, the rest is back in the balance.
    func settle(_ job: JobRow, cost: Money?, at now: Timestamp) throws {
        if let cost {
            try move(
                LedgerEntry(
                    kind: .charge, balanceChange: .zero, reservedChange: .zero.subtracting(cost), job: job.id, note: "",
                    at: now),
                of: job.account, key: job.key)
        }
        let rest = try job.estimate.subtracting(cost ?? .zero)
        guard cost == nil || rest > .zero else { return }
        try move(
            LedgerEntry(
                kind: .release, balanceChange: rest, reservedChange: .zero.subtracting(rest), job: job.id, note: "",
                at: now),
            of: job.account, key: job.key)
    }

    /// - Parameter key: of a job's movement.
    func move(_ entry: LedgerEntry, of account: AccountID, key: KeyID? = nil) throws {
        try run(
            """
            UPDATE account SET balance = balance + :balance, reserved = reserved + :reserved
            WHERE id = :account AND balance + :balance >= 0 AND reserved + :reserved >= 0
            """,
            ["account": account, "balance": entry.balanceChange, "reserved": entry.reservedChange])
        guard changesCount == 1 else {
            let balance = try value(Money.self, "SELECT balance FROM account WHERE id = ?", [account])
            guard let balance else { throw StoreError.unknownAccount(account) }
            throw StoreError.insufficientCredits(balance: balance, needed: try .zero.subtracting(entry.balanceChange))
        }
        try run(
            """
            INSERT INTO ledger (account_id, kind, balance_change, reserved_change, key_id, job_id, note, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [account, entry.kind, entry.balanceChange, entry.reservedChange, key, entry.job, entry.note, entry.at])
    }
}
