public import Domain
internal import Synchronization

/// The time that a test says it is.
public final class ManualTime: TimeSource {
    private let current: Mutex<Timestamp>

    /// From 2026-01-01 on.
    public init(_ start: Timestamp = Timestamp(milliseconds: 1_767_225_600_000)) { current = Mutex(start) }

    public var now: Timestamp { current.withLock { $0 } }

    public func advance(by duration: Duration) { current.withLock { $0 = $0 + duration } }
}
