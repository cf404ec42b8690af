import Domain
import Storage
import TestStorage
import Testing

struct BlobJanitorTests {
    @Test func removesWhatNobodyNeeds() async throws {
        let shop = try await Shop()
        let blobs = FileBlobStore(shop.folder.data, time: shop.time)
        let janitor = BlobJanitor(blobs, shop.store, time: shop.time, grace: .seconds(600))
        let input = try await blobs.put([1]), output = try await blobs.put([2]), left = try await blobs.put([3])
        let upload = try await blobs.put([4])
        try await shop.store.record(
            BlobRecord(
                name: upload, key: shop.key.id, role: .upload, contentType: "image/png", byteCount: 1,
                expiresAt: shop.time.now + .seconds(7200)))
        try await shop.submit { $0.picture = .blob(input) }
        #expect(try await janitor.sweep() == 0, "a blob that nobody has named may be about to be")

        let lease = try await shop.claim()
        let picture = JobOutput(
            blob: output, contentType: "image/jpeg", byteCount: 1, size: PictureSize(width: 1, height: 1), seed: 1)
        try await shop.store.complete(
            lease, with: Completion(cost: .zero, outputs: [picture], inferenceTime: .zero))
        #expect(try await janitor.sweep() == 1)
        #expect(try await blobs.bytes(of: input) == nil)

        shop.time.advance(by: .seconds(601))
        #expect(try await janitor.sweep() == 1)
        #expect(try await blobs.bytes(of: left) == nil)
        #expect(try await blobs.bytes(of: output) == [2])
        #expect(try await blobs.bytes(of: upload) == [4])

        shop.time.advance(by: .seconds(3600))
        _ = try await shop.store.expire()
        #expect(try await janitor.sweep() == 1)
        #expect(try await blobs.bytes(of: output) == nil)
        #expect(try await blobs.bytes(of: upload) == [4])
    }

    /// A process that dies between removing the bytes and forgetting the name leaves a name without bytes.
    @Test func aSweepThatWasCutOffIsDoneAgain() async throws {
        let shop = try await Shop()
        let blobs = FileBlobStore(shop.folder.data, time: shop.time)
        let input = try await blobs.put([1])
        let id = try await shop.submit { $0.picture = .blob(input) }
        _ = try await shop.store.cancel(id, of: shop.key.id)
        try await blobs.remove(shop.store.doomedBlobs(limit: 9))
        #expect(try await BlobJanitor(blobs, shop.store, time: shop.time).sweep() == 1)
        #expect(try await shop.store.doomedBlobs(limit: 9) == [])
        #expect(try await shop.store.unknown(among: [input]) == [input])
    }

    @Test func uploadsBelongToTheirKey() async throws {
        let shop = try await Shop()
        let blobs = FileBlobStore(shop.folder.data, time: shop.time)
        let other = try await shop.makeKey(), name = try await blobs.put([1])
        let record = BlobRecord(
            name: name, key: shop.key.id, role: .upload, contentType: "image/png", byteCount: 1,
            expiresAt: shop.time.now + .seconds(60))
        try await shop.store.record(record)
        #expect(try await shop.store.blob(name) == record)
        #expect(try await !shop.store.deleteUpload(name, of: other))
        #expect(try await shop.store.deleteUpload(name, of: shop.key.id))
        #expect(try await !shop.store.deleteUpload(name, of: shop.key.id))
        #expect(try await shop.store.blob(name) == nil)
        #expect(try await shop.store.doomedBlobs(limit: 9) == [name])
    }

    @Test func uploadsExpire() async throws {
        let shop = try await Shop()
        let name = try await FileBlobStore(shop.folder.data, time: shop.time).put([1])
        try await shop.store.record(
            BlobRecord(
                name: name, key: shop.key.id, role: .upload, contentType: "image/png", byteCount: 1,
                expiresAt: shop.time.now + .seconds(60)))
        shop.time.advance(by: .seconds(60))
        #expect(try await shop.store.blob(name) == nil)
        _ = try await shop.store.expire()
        #expect(try await shop.store.doomedBlobs(limit: 9) == [name])
    }
}
