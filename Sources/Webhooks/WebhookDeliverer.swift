public import Domain
public import Logging
internal import Synchronization

/// Sends what the outbox holds, each webhook at least once. Several may run at a time, in one process or in many: the
/// store gives each delivery to one of them.
public final class WebhookDeliverer: Sendable {
    /// The body of a job's webhook; nil when the job is forgotten, and its webhook with it.
    public typealias Payload = @Sendable (JobID, KeyID) async throws -> [UInt8]?

    private let store: any WebhookStore
    private let poster: any WebhookPoster
    private let payload: Payload
    private let backoff: WebhookBackoff
    private let time: any TimeSource
    private let logger: Logger
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation
    private let running = Atomic(0)

    /// How many webhooks are on their way at a time.
    public static let limit = 8
    private static let poll = Duration.seconds(1)

    public init(
        store: any WebhookStore, poster: any WebhookPoster, time: any TimeSource, logger: Logger,
        backoff: WebhookBackoff = WebhookBackoff(), payload: @escaping Payload
    ) {
        self.store = store
        self.poster = poster
        self.payload = payload
        self.backoff = backoff
        self.time = time
        self.logger = logger
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// A job with a webhook has ended: it goes out at once, rather than within a second.
    public func wake() { signal.yield() }

    /// Delivers until its task is cancelled; once. A delivery that is cut off is due again when its lease runs out.
    public func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { [self] in
                while !Task.isCancelled {
                    wake()
                    try? await Task.sleep(for: Self.poll)
                }
            }
            for await _ in signals {
                for delivery in await takeDue() {
                    group.addTask { [self] in
                        await deliver(delivery)
                        running.subtract(1, ordering: .relaxed)
                        // There is room for another one now.
                        wake()
                    }
                }
            }
        }
    }

    /// As many as there is room for.
    private func takeDue() async -> [WebhookDelivery] {
        let room = Self.limit - running.load(ordering: .relaxed)
        guard room > 0 else { return [] }
        do {
            let due = try await store.dueDeliveries(limit: room)
            running.add(due.count, ordering: .relaxed)
            return due
        } catch {
            if !Task.isCancelled { logger.error("the outbox could not be read", metadata: ["error": "\(error)"]) }
            return []
        }
    }

    private func deliver(_ delivery: WebhookDelivery) async {
        let begun = time.now
        do {
            let result = try await result(of: delivery, at: begun)
            let state: DeliveryState =
                switch result {
                case nil: .givenUp
                case .some(let result) where result.isSuccess: .delivered
                case .some: backoff.state(after: delivery.attempt, at: time.now)
                }
            let attempt = DeliveryAttempt(
                number: delivery.attempt, at: begun, result: result ?? .error("the request is forgotten"))
            try await store.record(attempt, of: delivery.job, then: state)
            report(attempt, of: delivery, state)
        } catch is CancellationError {
            // Nothing is recorded: it was neither delivered nor refused.
        } catch {
            logger.error("a webhook was not recorded", metadata: delivery.metadata(["error": "\(error)"]))
        }
    }

    /// nil when the job is forgotten. Throws when the deliverer is stopped.
    private func result(of delivery: WebhookDelivery, at time: Timestamp) async throws -> DeliveryAttempt.Result? {
        let body: [UInt8], signer: WebhookSigner
        do {
            guard let found = try await payload(delivery.job, delivery.key) else { return nil }
            body = found
            signer = WebhookSigner(try await store.webhookSecret(of: delivery.key))
        } catch {
            try Task.checkCancellation()
            logger.error("a webhook was not made", metadata: delivery.metadata(["error": "\(error)"]))
            return .error("the server could not make the body")
        }
        do {
            let headers = signer.headers(id: delivery.id, at: time, body: body)
            return .status(try await poster.post(delivery.url, headers: headers, body: body))
        } catch {
            try Task.checkCancellation()
            return .error(String("\(error)".prefix(Self.errorLength)))
        }
    }

    private func report(_ attempt: DeliveryAttempt, of delivery: WebhookDelivery, _ state: DeliveryState) {
        let level: Logger.Level = state == .givenUp ? .warning : .info
        logger.log(
            level: level, "webhook",
            metadata: delivery.metadata([
                "attempt": "\(attempt.number)", "result": "\(attempt.result)", "state": "\(state)",
            ]))
    }

    /// In characters: what a receiver's side says must not fill the log.
    private static let errorLength = 500
}

extension WebhookDelivery {
    fileprivate func metadata(_ more: Logger.Metadata) -> Logger.Metadata {
        more.merging(["request_id": "\(job)", "delivery": "\(id)"]) { first, _ in first }
    }
}
