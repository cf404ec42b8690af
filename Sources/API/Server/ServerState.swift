internal import Synchronization

/// What changes about a server while it runs.
final class ServerState: Sendable {
    private let draining = Mutex(false)

    private let base = Mutex("http://localhost")

    /// What URLs begin with where no request's host is at hand.
    var localBase: String {
        get { base.withLock { $0 } }
        set { base.withLock { $0 = newValue } }
    }

    /// Whether the server is leaving: it answers what it has begun, and takes no new jobs.
    var isDraining: Bool { draining.withLock { $0 } }

    func drain() { draining.withLock { $0 = true } }
}
