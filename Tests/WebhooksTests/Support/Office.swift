import Domain
import Logging
import Storage
import TestStorage
import Testing
import Webhooks

/// A real store with a key, and short words for what tests do with it.
final class Office: Sendable {
    let folder: TemporaryDataFolder
    let time = ManualTime()
    let store: SQLiteStore
    let outbox: WatchedStore
    let key: IssuedKey

    init(isCutOff: Bool = false) async throws {
        folder = try TemporaryDataFolder()
        store = try SQLiteStore(folder.data, time: time)
        outbox = WatchedStore(store, isCutOff: isCutOff)
        var request = KeyRequest(name: "office")
        request.credits = Money(microDollars: 1_000_000)
        key = try await store.createKey(request)
    }

    /// A job that has just ended, with a webhook.
    @discardableResult
    func endJob(tells url: String) async throws -> JobID {
        var generator = SystemRandomNumberGenerator()
        var submission = Submission(
            id: JobID(using: &generator), key: key.record.id, model: "model", inputs: "{}", task: "{}",
            estimate: .zero)
        submission.webhook = url
        _ = try await store.submit(submission)
        let lease = try #require(await store.claim(by: WorkerID("worker"))).lease
        try await store.complete(lease, with: Completion(cost: .zero, outputs: [], inferenceTime: .zero))
        return submission.id
    }

    func log(_ id: JobID) async throws -> DeliveryLog {
        try #require(await store.deliveries(of: id, key: key.record.id))
    }

    static func body(of id: JobID) -> [UInt8] { Array(#"{"request_id":"\#(id)"}"#.utf8) }

    func deliverer(
        _ outbox: (any WebhookStore)? = nil, poster: any WebhookPoster = ClientPoster(),
        payload: @escaping WebhookDeliverer.Payload = { id, _ in body(of: id) }
    ) -> WebhookDeliverer {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return WebhookDeliverer(
            store: outbox ?? self.outbox, poster: poster, time: time, logger: logger, payload: payload)
    }

    /// Runs a deliverer while `body` runs.
    func delivering<Value>(
        _ deliverer: WebhookDeliverer? = nil, _ body: (WebhookDeliverer) async throws -> Value
    ) async throws -> Value {
        let deliverer = deliverer ?? self.deliverer()
        let running = Task { await deliverer.run() }
        defer { running.cancel() }
        let value = try await body(deliverer)
        running.cancel()
        await running.value
        return value
    }
}
