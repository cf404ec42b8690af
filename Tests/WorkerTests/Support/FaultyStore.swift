import Domain
import Storage
import Synchronization

/// A blob store on a disk that is full until a test frees it.
final class FaultyBlobs: BlobStore {
    private let blobs: any BlobStore
    private let state = Mutex((isFull: true, faults: 0))

    init(_ blobs: any BlobStore) { self.blobs = blobs }

    /// Puts that failed.
    var faults: Int { state.withLock { $0.faults } }

    func free() { state.withLock { $0.isFull = false } }

    func put(_ bytes: [UInt8]) async throws -> BlobName {
        let isFull = state.withLock { state in
            if state.isFull { state.faults += 1 }
            return state.isFull
        }
        if isFull { throw StorageError.diskFull }
        return try await blobs.put(bytes)
    }

    func bytes(of name: BlobName) async throws -> [UInt8]? { try await blobs.bytes(of: name) }
    func remove(_ names: [BlobName]) async throws { try await blobs.remove(names) }
    func names(putBefore time: Timestamp) async throws -> [BlobName] { try await blobs.names(putBefore: time) }
}

/// A queue whose answers to completions get lost, though they are done.
struct ForgetfulQueue: JobQueue {
    let queue: any JobQueue

    func complete(_ lease: Lease, with completion: Completion) async throws {
        try await queue.complete(lease, with: completion)
        throw StorageError.busy
    }

    func claim(by worker: WorkerID) async throws -> Claim? { try await queue.claim(by: worker) }
    func extend(_ lease: Lease) async throws -> Lease { try await queue.extend(lease) }
    func holds(_ lease: Lease) async throws -> Bool { try await queue.holds(lease) }
    func fail(_ lease: Lease, with failure: JobFailure, outputs: [JobOutput]) async throws {
        try await queue.fail(lease, with: failure, outputs: outputs)
    }
    func giveBack(_ lease: Lease) async throws { try await queue.giveBack(lease) }
    func releaseLeases(of worker: WorkerID) async throws -> Int { try await queue.releaseLeases(of: worker) }
}

/// A queue that remembers how leases were extended.
final class CountingQueue: JobQueue {
    private let queue: any JobQueue
    private let leases = Mutex<[Lease]>([])

    init(queue: any JobQueue) { self.queue = queue }

    var extensions: [Lease] { leases.withLock { $0 } }

    func extend(_ lease: Lease) async throws -> Lease {
        let lease = try await queue.extend(lease)
        leases.withLock { $0.append(lease) }
        return lease
    }

    func claim(by worker: WorkerID) async throws -> Claim? { try await queue.claim(by: worker) }
    func holds(_ lease: Lease) async throws -> Bool { try await queue.holds(lease) }
    func complete(_ lease: Lease, with completion: Completion) async throws {
        try await queue.complete(lease, with: completion)
    }
    func fail(_ lease: Lease, with failure: JobFailure, outputs: [JobOutput]) async throws {
        try await queue.fail(lease, with: failure, outputs: outputs)
    }
    func giveBack(_ lease: Lease) async throws { try await queue.giveBack(lease) }
    func releaseLeases(of worker: WorkerID) async throws -> Int { try await queue.releaseLeases(of: worker) }
}
