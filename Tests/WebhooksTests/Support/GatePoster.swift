import Synchronization
import Webhooks

/// Lets nothing through before it is opened, one post each time.
final class GatePoster: WebhookPoster {
    private let arrivals: AsyncStream<Void>
    private let arrived: AsyncStream<Void>.Continuation
    private let gate: AsyncStream<Void>
    private let opening: AsyncStream<Void>.Continuation
    private let waiting = Mutex((now: 0, most: 0))

    init() {
        (arrivals, arrived) = AsyncStream.makeStream()
        (gate, opening) = AsyncStream.makeStream()
    }

    /// How many have waited at the same time.
    var most: Int { waiting.withLock { $0.most } }

    func open() { opening.yield() }

    /// The next post that came, or will.
    func arrival() async {
        var iterator = arrivals.makeAsyncIterator()
        await iterator.next()
    }

    func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws -> Int {
        waiting.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        defer { waiting.withLock { $0.now -= 1 } }
        arrived.yield()
        var iterator = gate.makeAsyncIterator()
        await iterator.next()
        try Task.checkCancellation()
        return 200
    }
}

/// Chooses by the URL.
struct EitherPoster: WebhookPoster {
    let choose: @Sendable (String) -> any WebhookPoster

    func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws -> Int {
        try await choose(url).post(url, headers: headers, body: body)
    }
}
