/// Keeps pictures under names that can't be guessed. It knows nothing of jobs: which blobs are still needed is
/// ``BlobRegistry``'s to say.
///
/// A blob is there whole or not at all, whatever is killed when, and once `put` has answered it stays until it is
/// removed.
public protocol BlobStore: Sendable {
    func put(_ bytes: [UInt8]) async throws -> BlobName

    /// nil when there is no such blob.
    func bytes(of name: BlobName) async throws -> [UInt8]?

    /// Blobs that are gone already are no error.
    func remove(_ names: [BlobName]) async throws

    /// All blobs that were put before a point in time, and with them the remains of puts that never ended.
    func names(putBefore time: Timestamp) async throws -> [BlobName]
}
