/// Counts requests per key in windows of one minute, in memory.
///
/// A count is lost with its process, and that is all right: what it protects is the process. In the store every request
/// would cost a durable write, or an update that need not be durable and then would not belong there.
/// Several API nodes each count for themselves.
public struct RateLimiter: Sendable {
    private var windows: [KeyID: Window] = [:]
    private var lastSweep = Timestamp(milliseconds: .min)

    fileprivate struct Window {
        var start: Timestamp
        var count: Int
    }

    public static let window = Duration.seconds(60)

    public init() {}

    /// Counts one request if the limit (from 1) allows it. A key's window starts with its first request after the last
    /// one.
    public mutating func admit(_ key: KeyID, limit: Int, at now: Timestamp) -> Decision {
        sweep(at: now)
        var window = windows[key].flatMap { $0.isOver(at: now) ? nil : $0 } ?? Window(start: now, count: 0)
        let isAdmitted = window.count < limit
        if isAdmitted { window.count += 1 }
        windows[key] = window
        return Decision(
            isAdmitted: isAdmitted, limit: limit, remaining: max(0, limit - window.count),
            resetAt: window.start + Self.window)
    }

    /// What the answer's `x-rate-limit-*` headers say.
    public struct Decision: Sendable, Hashable {
        public let isAdmitted: Bool
        public let limit: Int
        public let remaining: Int
        public let resetAt: Timestamp
    }

    /// Once a window, so that keys that were seen once do not pile up.
    private mutating func sweep(at now: Timestamp) {
        guard now < lastSweep || lastSweep + Self.window <= now else { return }
        lastSweep = now
        windows = windows.filter { !$0.value.isOver(at: now) }
    }
}

extension RateLimiter.Window {
    /// A clock that jumps back must not leave a key waiting for a time far away.
    func isOver(at now: Timestamp) -> Bool { now < start || start + RateLimiter.window <= now }
}
