/// One picture that a job made. Its bytes are in the blob store.
public struct JobOutput: Sendable, Hashable {
    public let blob: BlobName
    /// `image/jpeg`, for example.
    public let contentType: String
    public let byteCount: Int
    public let size: PictureSize
    /// The seed that made this sample.
    public let seed: UInt64

    public init(blob: BlobName, contentType: String, byteCount: Int, size: PictureSize, seed: UInt64) {
        self.blob = blob
        self.contentType = contentType
        self.byteCount = byteCount
        self.size = size
        self.seed = seed
    }
}
