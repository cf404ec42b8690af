import Domain
import Storage

/// The real outbox, which says when something was recorded, or takes no record at all: as if the process was cut off
/// before it.
struct WatchedStore: WebhookStore {
    let store: SQLiteStore
    let isCutOff: Bool
    private let records: AsyncStream<DeliveryState>
    private let recorded: AsyncStream<DeliveryState>.Continuation

    init(_ store: SQLiteStore, isCutOff: Bool = false) {
        self.store = store
        self.isCutOff = isCutOff
        (records, recorded) = AsyncStream.makeStream()
    }

    /// The next record that was made, or will be.
    func nextRecord() async -> DeliveryState? {
        var iterator = records.makeAsyncIterator()
        return await iterator.next()
    }

    func record(_ attempt: DeliveryAttempt, of job: JobID, then state: DeliveryState) async throws {
        if !isCutOff { try await store.record(attempt, of: job, then: state) }
        recorded.yield(state)
    }

    func dueDeliveries(limit: Int) async throws -> [WebhookDelivery] { try await store.dueDeliveries(limit: limit) }

    func deliveries(of job: JobID, key: KeyID) async throws -> DeliveryLog? {
        try await store.deliveries(of: job, key: key)
    }

    func webhookSecret(of key: KeyID) async throws -> WebhookSecret { try await store.webhookSecret(of: key) }

    func rotateWebhookSecret(of key: KeyID) async throws -> WebhookSecret {
        try await store.rotateWebhookSecret(of: key)
    }
}
