/// What is known of an API key, the key itself left out.
public struct KeyRecord: Sendable, Hashable {
    public let id: KeyID
    public let account: AccountID
    public let name: String
    public let permissions: KeyPermissions
    public let limits: KeyLimits
    public let isDisabled: Bool
    public let createdAt: Timestamp

    public init(
        id: KeyID, account: AccountID, name: String, permissions: KeyPermissions, limits: KeyLimits, isDisabled: Bool,
        createdAt: Timestamp
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.permissions = permissions
        self.limits = limits
        self.isDisabled = isDisabled
        self.createdAt = createdAt
    }
}
