public import Domain

/// Removes blobs that nobody needs any more.
public struct BlobJanitor: Sendable {
    private let blobs: any BlobStore
    private let registry: any BlobRegistry
    private let time: any TimeSource
    private let grace: Duration

    /// - Parameter grace: how old a blob must be before it counts as left behind. A blob is put before a transaction
    ///   names it, so this is longer than both can take.
    public init(
        _ blobs: any BlobStore, _ registry: any BlobRegistry, time: any TimeSource = SystemTime(),
        grace: Duration = .seconds(3600)
    ) {
        self.blobs = blobs
        self.registry = registry
        self.time = time
        self.grace = grace
    }

    /// Answers how many blobs were removed.
    @discardableResult
    public func sweep() async throws -> Int {
        try await removeDoomed() + removeUnknown()
    }

    private func removeDoomed() async throws -> Int {
        var count = 0
        while true {
            let doomed = try await registry.doomedBlobs(limit: Self.batch)
            guard !doomed.isEmpty else { return count }
            try await blobs.remove(doomed)
            try await registry.forget(doomed)
            count += doomed.count
        }
    }

    private func removeUnknown() async throws -> Int {
        var count = 0, rest = try await blobs.names(putBefore: time.now - grace)[...]
        while !rest.isEmpty {
            let unknown = try await registry.unknown(among: Array(rest.prefix(Self.batch)))
            try await blobs.remove(unknown)
            rest = rest.dropFirst(Self.batch)
            count += unknown.count
        }
        return count
    }

    private static let batch = 500
}
