internal import Synchronization

/// Whether the server is leaving: it answers what it has begun, and takes no new jobs.
final class ServerState: Sendable {
    private let draining = Mutex(false)

    var isDraining: Bool { draining.withLock { $0 } }

    func drain() { draining.withLock { $0 = true } }
}
