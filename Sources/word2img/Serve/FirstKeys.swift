internal import Domain
internal import Storage

/// The keys that a server's first start makes; nil on later ones. Only their hashes are kept.
struct FirstKeys {
    let client: APIKey?
    let admin: APIKey?

    static let credits = Money(microDollars: 10_000_000)

    init(in store: SQLiteStore) async throws {
        guard try await store.keys().isEmpty else {
            client = nil
            admin = nil
            return
        }
        var request = KeyRequest(name: "first key")
        request.credits = Self.credits
        client = try await store.createKey(request).key
        var operatorRequest = KeyRequest(name: "operator")
        operatorRequest.permissions.scopes = [.admin]
        admin = try await store.createKey(operatorRequest).key
    }
}
