internal import Domain
internal import Foundation
internal import GRDB

extension Database {
    func account(_ id: AccountID) throws -> Account? {
        try row("SELECT \(Account.columns) FROM account WHERE id = ?", [id]).map(Account.init)
    }

    func insertAccount(named name: String, at now: Timestamp) throws -> AccountID {
        try run("INSERT INTO account (name, created_at) VALUES (?, ?)", [name, now])
        return AccountID(lastInsertedRowID)
    }

    func insertKey(
        _ request: KeyRequest, hash: Data, webhookSecret: WebhookSecret, of account: AccountID, at now: Timestamp
    ) throws -> KeyRecord {
        guard try self.account(account) != nil else { throw StoreError.unknownAccount(account) }
        try run(
            """
            INSERT INTO api_key
                (account_id, hash, webhook_secret, name, scopes, models, requests_per_minute, max_running, max_queued,
                created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                account, hash, webhookSecret, request.name, request.permissions.scopesText,
                request.permissions.modelsText, request.limits.requestsPerMinute, request.limits.running,
                request.limits.queued, now,
            ])
        return KeyRecord(
            id: KeyID(lastInsertedRowID), account: account, name: request.name, permissions: request.permissions,
            limits: request.limits, isDisabled: false, createdAt: now)
    }

    /// The limit is far from where sums would overflow.
    func credit(_ amount: Money, to id: AccountID, note: String, at now: Timestamp) throws {
        let limit = Money(microDollars: 1_000_000_000_000_000)
        guard let account = try account(id) else { throw StoreError.unknownAccount(id) }
        guard try amount <= limit.subtracting(account.balance).subtracting(account.reserved),
            try amount >= Money.zero.subtracting(limit)
        else { throw StoreError.badValue("an account holds at most \(limit) dollars") }
        try move(
            LedgerEntry(
                kind: .credit, balanceChange: amount, reservedChange: .zero, job: nil, note: note, at: now),
            of: id)
    }
}
