public import Domain

/// A key as operators see it, over HTTP and on the command line. Money is in dollars.
public struct KeyAnswer: Encodable, Sendable {
    /// The secret itself, at its creation alone.
    public var key: String?
    public let id: Int64
    public let name: String
    public let account: Int64
    public let credits: Double
    public let reserved: Double
    public let scopes: [String]
    public let models: [String]?
    public let disabled: Bool
    public let requests_per_minute: Int?
    public let running: Int?
    public let queued: Int?
    public let created_at: String

    public init(_ record: KeyRecord, account: Account?) {
        id = record.id.number
        name = record.name
        self.account = record.account.number
        credits = account?.balance.dollars ?? 0
        reserved = account?.reserved.dollars ?? 0
        scopes = record.permissions.scopes.map(\.rawValue).sorted()
        models = record.permissions.models?.sorted()
        disabled = record.isDisabled
        requests_per_minute = record.limits.requestsPerMinute
        running = record.limits.running
        queued = record.limits.queued
        created_at = record.createdAt.iso8601
    }
}
