import Domain
import Synchronization

/// A blob store that keeps its caller waiting at the end of the second put.
final class LateBlobs: BlobStore {
    private let blobs: any BlobStore
    private let puts = Mutex(0)
    private let reached: AsyncStream<Void>
    private let reach: AsyncStream<Void>.Continuation
    private let released: AsyncStream<Void>
    private let release: AsyncStream<Void>.Continuation

    init(_ blobs: any BlobStore) {
        self.blobs = blobs
        (reached, reach) = AsyncStream.makeStream()
        (released, release) = AsyncStream.makeStream()
    }

    func secondPut() async { for await _ in reached { return } }
    func goOn() { release.finish() }

    func put(_ bytes: [UInt8]) async throws -> BlobName {
        let name = try await blobs.put(bytes)
        let count = puts.withLock { count in
            count += 1
            return count
        }
        if count == 2 {
            reach.yield()
            for await _ in released {}
        }
        return name
    }

    func bytes(of name: BlobName) async throws -> [UInt8]? { try await blobs.bytes(of: name) }
    func remove(_ names: [BlobName]) async throws { try await blobs.remove(names) }
    func names(putBefore time: Timestamp) async throws -> [BlobName] { try await blobs.names(putBefore: time) }
}
