import Domain
import Foundation
import GRDB
import Storage
import TestStorage
import Testing

struct SQLiteStoreTests {
    /// The database's file has everything after it, so that the log may be thrown away.
    @Test func aCheckpointMovesTheLog() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        try await shop.store.checkpoint()
        let copy = try TemporaryDataFolder()
        try FileManager.default.copyItem(atPath: shop.folder.data.database, toPath: copy.data.database)
        let other = try SQLiteStore(copy.data, time: shop.time)
        #expect(try await other.job(id, of: shop.key.id)?.state == .queued)
        #expect(try await other.audit() == [])
    }

    @Test func everyCommitIsSynced() async throws {
        let shop = try await Shop()
        #expect(try await shop.store.setting("synchronous") == "2")
        #expect(try await shop.store.setting("journal_mode") == "wal")
        #expect(try await shop.store.setting("foreign_keys") == "1")
        #expect(try await shop.store.setting("user_version") == "3")
        #expect(try await shop.store.integrityFaults() == [])
    }

    @Test func anotherStoreOnTheSameFileSeesTheSame() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        let other = try SQLiteStore(shop.folder.data, time: shop.time)
        let lease = try #require(await other.claim(by: Shop.worker)).lease
        #expect(lease.job == id)
        try await shop.store.complete(lease, with: shop.completion())
        #expect(try await other.job(id, of: shop.key.id)?.state == .completed)
    }

    @Test func manyMayOpenAFreshFolderAtOnce() async throws {
        for _ in 0..<5 {
            let folder = try TemporaryDataFolder()
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 { group.addTask { try SQLiteStore(folder.data) } }
                for try await store in group { #expect(try await store.audit() == []) }
            }
        }
    }

    @Test func aLaterDatabaseIsRefused() async throws {
        let shop = try await Shop()
        try shop.tamper("PRAGMA user_version = 4")
        #expect(throws: StorageError.newerDatabase(found: 4, known: 3)) { try SQLiteStore(shop.folder.data) }
    }

    @Test func whatIsNoDatabaseIsAnError() throws {
        let folder = try TemporaryDataFolder()
        try Data(repeating: 7, count: 8192).write(to: URL(fileURLWithPath: folder.data.database))
        let error = #expect(throws: StorageError.self) { try SQLiteStore(folder.data) }
        guard case .damaged = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
    }

    @Test func aLockedDatabaseIsAnErrorInTheEnd() async throws {
        let shop = try await Shop()
        let store = try SQLiteStore(shop.folder.data, time: shop.time, lockTimeout: .milliseconds(1))
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let blocker = try DatabaseQueue(path: shop.folder.data.database, configuration: configuration)
        let submission = shop.submission()
        try blocker.inDatabase { try $0.beginTransaction(.immediate) }
        await #expect(throws: StorageError.busy) { try await store.submit(submission) }
        try blocker.inDatabase { try $0.rollback() }
        #expect(try await store.submit(submission) == .accepted(submission.id))
    }

    @Test func aBackupIsADatabase() async throws {
        let shop = try await Shop(), other = try TemporaryDataFolder()
        let id = try await shop.submit()
        try await shop.store.backup(to: other.data.database)
        try await shop.store.complete(shop.claim(), with: shop.completion())
        let restored = try SQLiteStore(other.data, time: shop.time)
        #expect(try await restored.job(id, of: shop.key.id)?.state == .queued)
        #expect(try await restored.audit() == [])
        #expect(try await restored.claim(by: Shop.worker)?.lease.job == id)
        await #expect(throws: StorageError.self) { try await shop.store.backup(to: other.data.database) }
    }

    /// Many at a time share transactions. One that is refused takes no other with it.
    @Test func submissionsAtOnceAreEachWholeOrNotAtAll() async throws {
        var policy = JobPolicy()
        policy.queuedPerKey = .max
        let shop = try await Shop(policy)
        let accepted = try await withThrowingTaskGroup { group in
            for index in 0..<400 {
                group.addTask { () -> JobID? in
                    do {
                        return try await shop.submit { $0.estimate = Shop.money(index % 4 == 0 ? 1_000_001 : 1000) }
                    } catch StoreError.insufficientCredits { return nil }
                }
            }
            return try await group.reduce(into: [JobID]()) { if let id = $1 { $0.append(id) } }
        }
        #expect(accepted.count == 300)
        #expect(try await shop.store.load().queued == 300)
        for id in accepted { #expect(try await shop.job(id).state == .queued) }
        try await shop.expectMoney(balance: Shop.money(700_000), reserved: Shop.money(300_000))
    }

    /// `max_page_count` fills a disk that has room.
    @Test func aFullDiskLosesNothing() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        try await shop.store.set("max_page_count", to: 1)
        var refused = 0
        for _ in 0..<50 {
            do {
                try await shop.submit { $0.picture = .inline(Array(repeating: 7, count: 100_000)) }
            } catch StorageError.diskFull { refused += 1 }
        }
        #expect(refused > 0)
        #expect(try await shop.store.audit() == [])
        try await shop.store.set("max_page_count", to: 1_000_000)
        try await shop.submit()
        #expect(try await shop.job(id).state == .queued)
        #expect(try await shop.store.load().queued == 52 - refused)
        #expect(try await shop.store.audit() == [])
    }
}
