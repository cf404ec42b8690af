/// Accounts, their API keys and their ledgers. Every method is one transaction.
public protocol AccountStore: Sendable {
    /// Makes a key, and an account for it where the request names none.
    ///
    /// Throws ``StoreError/unknownAccount(_:)``, and ``StoreError/badValue(_:)`` for negative credits or a limit below
    /// 1.
    func createKey(_ request: KeyRequest) async throws -> IssuedKey

    /// The key that a client has sent, disabled or not; nil when there is none such.
    func key(_ key: APIKey) async throws -> KeyRecord?

    /// nil when there is none such.
    func key(_ id: KeyID) async throws -> KeyRecord?

    /// All keys, the oldest first.
    func keys() async throws -> [KeyRecord]

    /// A disabled key submits nothing. Its jobs go on.
    ///
    /// Throws ``StoreError/unknownKey(_:)``.
    func setDisabled(_ isDisabled: Bool, key: KeyID) async throws

    /// Adds to an account's balance, or takes from it.
    ///
    /// Throws ``StoreError/insufficientCredits(balance:needed:)``, ``StoreError/unknownAccount(_:)``, and
    /// ``StoreError/badValue(_:)`` where more than a billion dollars would be in the account or leave it.
    func credit(_ amount: Money, to account: AccountID, note: String) async throws -> Account

    /// nil when there is none such.
    func account(_ id: AccountID) async throws -> Account?

    /// Of all accounts.
    func credits() async throws -> Credits

    /// An account's latest movements, the latest first.
    func ledger(of account: AccountID, limit: Int) async throws -> [LedgerEntry]

    /// From a point in time on, and before another; nil for no bound.
    func usage(of key: KeyID, from: Timestamp?, before: Timestamp?) async throws -> Usage
}
