import Domain
import Storage
import TestStorage
import Testing

/// Databases of earlier versions, made by undoing what came later.
struct SchemaTests {
    private static let undoVersion2 = """
        DROP INDEX job_guaranteed; ALTER TABLE job DROP COLUMN failure_details; ALTER TABLE job DROP COLUMN is_guaranteed;
        DROP TABLE delivery_attempt; DROP TABLE delivery; ALTER TABLE api_key DROP COLUMN webhook_secret;
        PRAGMA user_version = 1
        """

    @Test func version1GetsWebhooks() async throws {
        let shop = try await Shop()
        let waiting = try await shop.submit()
        let issued = try await shop.store.createKey(KeyRequest(name: "another"))
        try shop.tamper(Self.undoVersion2)

        let store = try SQLiteStore(shop.folder.data, time: shop.time)
        #expect(try await store.setting("user_version") == "3")
        #expect(try await store.audit() == [])
        #expect(try await store.integrityFaults() == [])
        #expect(try await store.key(issued.key) == issued.record)
        // Keys of version 1 get their secrets when they are first needed, and keep them.
        let first = try await store.webhookSecret(of: shop.key.id)
        #expect(try await store.webhookSecret(of: shop.key.id) == first)
        #expect(try await store.webhookSecret(of: issued.record.id) != first)

        let lease = try #require(await store.claim(by: Shop.worker)).lease
        #expect(lease.job == waiting)
        try await store.complete(lease, with: shop.completion())
        var submission = shop.submission()
        submission.webhook = "https://example.com/told"
        _ = try await store.submit(submission)
        _ = try await store.cancel(submission.id, of: shop.key.id)
        #expect(try await store.dueDeliveries(limit: 9).map(\.job) == [submission.id])
        #expect(try await store.audit() == [])
    }

    /// Many callers at once: one secret.
    @Test func aLateSecretIsMadeOnce() async throws {
        let shop = try await Shop()
        try shop.tamper("UPDATE api_key SET webhook_secret = NULL")
        let secrets = try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { try await shop.store.webhookSecret(of: shop.key.id) } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(secrets.count == 1)
    }
}
