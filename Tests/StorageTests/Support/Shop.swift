import Domain
import GRDB
import Storage
import TestStorage
import Testing

/// A store with one funded key, and short words for what tests do with it.
final class Shop: Sendable {
    let folder: TemporaryDataFolder
    let time = ManualTime()
    let policy: JobPolicy
    let store: SQLiteStore
    let key: KeyRecord

    static let price = Money(microDollars: 5000)
    static let credits = Money(microDollars: 1_000_000)
    static let worker = WorkerID("worker 1")

    init(_ policy: JobPolicy = JobPolicy()) async throws {
        folder = try TemporaryDataFolder()
        self.policy = policy
        store = try SQLiteStore(folder.data, policy: policy, time: time)
        var request = KeyRequest(name: "shop")
        request.credits = Self.credits
        key = try await store.createKey(request).record
    }

    func makeKey(_ change: (inout KeyRequest) -> Void = { _ in }) async throws -> KeyID {
        var request = KeyRequest(name: "another")
        request.credits = Self.credits
        change(&request)
        return try await store.createKey(request).record.id
    }

    func submission(of key: KeyID? = nil) -> Submission {
        var generator = SystemRandomNumberGenerator()
        return Submission(
            id: JobID(using: &generator), key: key ?? self.key.id, model: "w2imgsd1.5-img2img",
            inputs: #"{"prompt":"pizza"}"#, task: "task", estimate: Self.price)
    }

    @discardableResult
    func submit(of key: KeyID? = nil, _ change: (inout Submission) -> Void = { _ in }) async throws -> JobID {
        var submission = submission(of: key)
        change(&submission)
        return try await store.submit(submission).job
    }

    func claim(by worker: WorkerID = Shop.worker) async throws -> Lease {
        try #require(await store.claim(by: worker)).lease
    }

    func completion(cost: Money = Shop.price, outputs: Int = 1) -> Completion {
        var generator = SystemRandomNumberGenerator()
        let outputs = (0..<outputs).map { index in
            JobOutput(
                blob: BlobName(using: &generator), contentType: "image/jpeg", byteCount: 1000 + index,
                size: PictureSize(width: 768, height: 512), seed: .max - UInt64(index))
        }
        return Completion(cost: cost, outputs: outputs, inferenceTime: .milliseconds(13_060), details: #"{"x":1}"#)
    }

    func job(_ id: JobID) async throws -> Job { try #require(await store.historyEntry(id, of: key.id)) }

    func account() async throws -> Account { try #require(await store.account(key.account)) }

    /// What the key's account has, and what is held of it.
    func expectMoney(
        balance: Money, reserved: Money = .zero, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let account = try await account()
        #expect(account.balance == balance && account.reserved == reserved, sourceLocation: sourceLocation)
        #expect(try await store.audit() == [], sourceLocation: sourceLocation)
    }

    /// The database, behind the store's back.
    func tamper(_ sql: String) throws {
        try DatabaseQueue(path: folder.data.database).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    static func money(_ microDollars: Int64) -> Money { Money(microDollars: microDollars) }
}
