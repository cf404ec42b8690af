internal import Crypto
public import Domain
internal import Foundation
internal import GRDB

extension SQLiteStore: AccountStore {
    public func createKey(_ request: KeyRequest) async throws -> IssuedKey {
        try request.check()
        let now = time.now
        var generator = SystemRandomNumberGenerator()
        let key = APIKey(using: &generator), secret = WebhookSecret(using: &generator)
        let record = try await write { db in
            let account = try request.account ?? db.insertAccount(named: request.name, at: now)
            let record = try db.insertKey(request, hash: key.hash, webhookSecret: secret, of: account, at: now)
            if request.credits > .zero { try db.credit(request.credits, to: account, note: request.name, at: now) }
            return record
        }
        return IssuedKey(key: key, record: record, webhookSecret: secret)
    }

    public func key(_ key: APIKey) async throws -> KeyRecord? {
        try await read { db in
            try db.row("SELECT \(KeyRecord.columns) FROM api_key WHERE hash = ?", [key.hash]).map(KeyRecord.init)
        }
    }

    public func key(_ id: KeyID) async throws -> KeyRecord? {
        try await read { db in
            try db.row("SELECT \(KeyRecord.columns) FROM api_key WHERE id = ?", [id]).map(KeyRecord.init)
        }
    }

    public func keys() async throws -> [KeyRecord] {
        try await read { db in
            try db.rows("SELECT \(KeyRecord.columns) FROM api_key ORDER BY id").map(KeyRecord.init)
        }
    }

    public func setDisabled(_ isDisabled: Bool, key: KeyID) async throws {
        try await write { db in
            try db.run("UPDATE api_key SET is_disabled = ? WHERE id = ?", [isDisabled, key])
            guard db.changesCount == 1 else { throw StoreError.unknownKey(key) }
        }
    }

    public func credit(_ amount: Money, to account: AccountID, note: String) async throws -> Account {
        let now = time.now
        return try await write { db in
            try db.credit(amount, to: account, note: note, at: now)
            guard let changed = try db.account(account) else { throw StoreError.unknownAccount(account) }
            return changed
        }
    }

    public func account(_ id: AccountID) async throws -> Account? { try await read { db in try db.account(id) } }

    public func credits() async throws -> Credits {
        try await read { db in
            try db.row(
                "SELECT coalesce(sum(balance), 0) AS balance, coalesce(sum(reserved), 0) AS reserved FROM account"
            )
            .map(Credits.init) ?? Credits(balance: .zero, reserved: .zero)
        }
    }

    public func ledger(of account: AccountID, limit: Int) async throws -> [LedgerEntry] {
        try await read { db in
            try db.rows(
                """
                SELECT kind, balance_change, reserved_change, job_id, note, at FROM ledger
                WHERE account_id = ? ORDER BY id DESC LIMIT ?
                """, [account, max(0, limit)]
            ).map(LedgerEntry.init)
        }
    }

    public func usage(of key: KeyID, from: Timestamp?, before: Timestamp?) async throws -> Usage {
        try await read { db in
            let row = try db.row(
                """
                SELECT count(*) FILTER (WHERE kind = 'reserve') AS submitted,
                    count(*) FILTER (WHERE kind = 'charge') AS completed,
                    coalesce(-sum(reserved_change) FILTER (WHERE kind = 'charge'), 0) AS cost
                FROM ledger WHERE key_id = ? AND at >= ? AND at < ?
                """, [key, from?.milliseconds ?? .min, before?.milliseconds ?? .max])
            return row.map { Usage(submitted: $0["submitted"], completed: $0["completed"], cost: $0["cost"]) }
                ?? Usage(submitted: 0, completed: 0, cost: .zero)
        }
    }
}

extension APIKey {
    fileprivate var hash: Data { Data(SHA256.hash(data: Data(text.utf8))) }
}

extension KeyRequest {
    fileprivate func check() throws {
        if credits < .zero { throw StoreError.badValue("the credits are \(credits); they must be at least 0") }
        for limit in [limits.requestsPerMinute, limits.running, limits.queued].compactMap(\.self) where limit < 1 {
            throw StoreError.badValue("a limit is \(limit); it must be at least 1")
        }
        for model in permissions.models ?? [] where model.isEmpty || model.contains(",") {
            throw StoreError.badValue("a model is named \"\(model)\"; it must be a slug, without commas")
        }
    }
}
