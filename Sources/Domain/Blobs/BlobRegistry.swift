/// Knows who needs which blob.
///
/// A blob's life: it is put; then a submission, a completion or ``record(_:)`` names it; when nothing needs it any
/// more, it is doomed, in the same transaction as what ended the need; then its bytes are removed; then it is
/// forgotten. A process that dies in between leaves a doomed blob, which the next sweep removes, or one that nobody
/// ever named, which ``unknown(among:)`` finds.
public protocol BlobRegistry: Sendable {
    /// Makes an uploaded blob known.
    func record(_ upload: BlobRecord) async throws

    /// nil when there is no such output or upload, or it has expired or is doomed.
    func blob(_ name: BlobName) async throws -> BlobRecord?

    /// Dooms an upload. False when this key has no such upload.
    func deleteUpload(_ name: BlobName, of key: KeyID) async throws -> Bool

    /// Doomed blobs, in no order.
    func doomedBlobs(limit: Int) async throws -> [BlobName]

    /// After their bytes were removed.
    func forget(_ names: [BlobName]) async throws

    /// Those that nobody has named.
    func unknown(among names: [BlobName]) async throws -> [BlobName]
}
