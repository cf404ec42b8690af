import Domain
import Foundation
import Storage
import TestStorage
import Testing

struct FileBlobStoreTests {
    private let folder: TemporaryDataFolder
    private let time = ManualTime()
    private let blobs: FileBlobStore

    init() throws {
        folder = try TemporaryDataFolder()
        blobs = FileBlobStore(folder.data, time: time)
    }

    @Test(arguments: [0, 1, 4096, 5_000_000])
    func bytesComeBack(count: Int) async throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let name = try await blobs.put(bytes)
        #expect(try await blobs.bytes(of: name) == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.data.blobs) == [name.text])
    }

    @Test func equalBytesHaveNamesOfTheirOwn() async throws {
        let names = [try await blobs.put([1]), try await blobs.put([1])]
        #expect(names[0] != names[1])
        try await blobs.remove([names[0]])
        #expect(try await blobs.bytes(of: names[0]) == nil)
        #expect(try await blobs.bytes(of: names[1]) == [1])
    }

    @Test func removingTwiceIsNoError() async throws {
        let name = try await blobs.put([1])
        for _ in 0..<2 { try await blobs.remove([name]) }
        try await blobs.remove([])
        #expect(try await blobs.names(putBefore: Timestamp(milliseconds: .max)) == [])
    }

    @Test func namesAreFoundByTheirAge() async throws {
        let old = try await blobs.put([1])
        time.advance(by: .milliseconds(1))
        let new = try await blobs.put([2])
        #expect(try await blobs.names(putBefore: time.now) == [old])
        #expect(Set(try await blobs.names(putBefore: time.now + .milliseconds(1))) == [old, new])
        #expect(try await blobs.names(putBefore: time.now - .milliseconds(1)) == [])
    }

    @Test func whatAKilledPutLeavesIsFoundAndRemoved() async throws {
        var random = SystemRandomNumberGenerator()
        let name = BlobName(using: &random)
        try Data([1]).write(to: URL(fileURLWithPath: "\(folder.data.blobs)/.put-\(name)"))
        try Data([1]).write(to: URL(fileURLWithPath: "\(folder.data.blobs)/stranger.txt"))
        #expect(try await blobs.bytes(of: name) == nil, "half a blob is none")
        #expect(try await blobs.names(putBefore: Timestamp(milliseconds: .max)) == [name])
        try await blobs.remove([name])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.data.blobs) == ["stranger.txt"])
    }

    @Test func filesAreTheirOwnersAlone() async throws {
        let name = try await blobs.put([1])
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.data.blobs)/\(name)")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func aMissingFolderIsAnError() async throws {
        try FileManager.default.removeItem(atPath: folder.data.blobs)
        await #expect(throws: StorageError.self) { try await blobs.put([1]) }
        await #expect(throws: StorageError.self) { try await blobs.names(putBefore: time.now) }
    }
}
