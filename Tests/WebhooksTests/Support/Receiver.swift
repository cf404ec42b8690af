import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing

/// A server on a port of its own that takes webhooks, and answers each with the next status of a list, 200 when that is
/// used up.
final class Receiver: Sendable {
    struct Webhook: Sendable {
        let headers: HTTPFields
        let body: [UInt8]

        subscript(name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
    }

    let url: String
    private let received: AsyncStream<Webhook>
    private let running: Task<Void, any Error>

    init(answers: [HTTPResponse.Status] = []) async throws {
        let (received, arrived) = AsyncStream.makeStream(of: Webhook.self)
        let (ports, listens) = AsyncStream.makeStream(of: Int.self)
        let left = Mutex(answers[...])
        let router = Router()
        router.post("/told") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            arrived.yield(Webhook(headers: request.headers, body: Array(body.readableBytesView)))
            return left.withLock { $0.popFirst() } ?? .ok
        }
        var logger = Logger(label: "receiver")
        logger.logLevel = .critical
        let server = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in listens.yield(channel.localAddress?.port ?? 0) }, logger: logger)
        self.received = received
        running = Task { try await server.run() }
        var numbers = ports.makeAsyncIterator()
        url = "http://127.0.0.1:\(try #require(await numbers.next()))/told"
    }

    deinit { running.cancel() }

    /// The next one that has come, or will.
    func next() async throws -> Webhook {
        var arrivals = received.makeAsyncIterator()
        return try #require(await arrivals.next())
    }
}
