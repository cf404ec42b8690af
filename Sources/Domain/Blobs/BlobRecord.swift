/// What is known of a blob that clients may read.
public struct BlobRecord: Sendable, Hashable {
    public let name: BlobName
    /// Whose it is.
    public let key: KeyID
    public let role: Role
    public let contentType: String
    public let byteCount: Int
    public let expiresAt: Timestamp

    public init(
        name: BlobName, key: KeyID, role: Role, contentType: String, byteCount: Int, expiresAt: Timestamp
    ) {
        self.name = name
        self.key = key
        self.role = role
        self.contentType = contentType
        self.byteCount = byteCount
        self.expiresAt = expiresAt
    }

    public enum Role: String, Sendable, Hashable, CaseIterable {
        case output, upload
    }
}
