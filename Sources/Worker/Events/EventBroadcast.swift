internal import Domain
internal import Synchronization

/// Hands each event to everybody who listens.
final class EventBroadcast: Sendable {
    private let state = Mutex(State())

    private struct State {
        var listeners: [Int: AsyncStream<WorkerEvent>.Continuation] = [:]
        var count = 0
        var isFinished = false
    }

    /// Of a listener who is slow, the oldest are dropped.
    private static let backlog = 256

    func events() -> AsyncStream<WorkerEvent> {
        let (events, continuation) = AsyncStream.makeStream(
            of: WorkerEvent.self, bufferingPolicy: .bufferingNewest(Self.backlog))
        let number: Int? = state.withLock { state in
            guard !state.isFinished else { return nil }
            state.count += 1
            state.listeners[state.count] = continuation
            return state.count
        }
        guard let number else {
            continuation.finish()
            return events
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
        }
        return events
    }

    func send(_ event: WorkerEvent) {
        for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield(event) }
    }

    func finish() {
        let listeners = state.withLock { state in
            defer { state.listeners = [:] }
            state.isFinished = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
