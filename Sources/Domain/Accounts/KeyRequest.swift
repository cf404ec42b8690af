/// An API key to be made.
public struct KeyRequest: Sendable, Hashable {
    /// For people.
    public var name: String
    /// The account it draws on; nil for a new one, under the key's name.
    public var account: AccountID?
    /// Credited to the account with the key's creation. Not negative.
    public var credits = Money.zero
    public var permissions = KeyPermissions()
    public var limits = KeyLimits()

    public init(name: String) { self.name = name }
}
