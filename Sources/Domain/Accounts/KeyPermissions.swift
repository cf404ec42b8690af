/// What an API key may do.
public struct KeyPermissions: Sendable, Hashable {
    public var scopes: Set<Scope>
    /// Slugs of the models it may ask for; nil for all.
    public var models: Set<String>?

    public init(scopes: Set<Scope> = Scope.client, models: Set<String>? = nil) {
        self.scopes = scopes
        self.models = models
    }

    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Submit jobs; read, cancel and delete its own.
        case jobs
        /// Upload pictures, and delete its own.
        case files
        /// Read its account's credits and its own history.
        case account
        /// The operator's routes.
        case admin

        /// What a client needs.
        public static let client: Set<Scope> = [.jobs, .files, .account]
    }

    public func allow(_ scope: Scope) -> Bool { scopes.contains(scope) }

    public func allow(model: String) -> Bool { models?.contains(model) ?? true }
}
