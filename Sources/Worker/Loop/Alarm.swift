internal import Synchronization

/// Lets one task wait for a while, or until somebody rings. A ring that nobody waits for ends the next wait at once.
package final class Alarm: Sendable {
    private let state = Mutex(State())

    package init() {}

    private struct State {
        var isRung = false
        var waits = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    package func ring() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            if state.waiter == nil { state.isRung = true }
            return state.waiter
        }
        waiter?.resume()
    }

    package func wait(atMost duration: Duration) async {
        var timer: Task<Void, Never>?
        await withCheckedContinuation { continuation in
            let wait: Int? = state.withLock { state in
                guard !state.isRung else {
                    state.isRung = false
                    return nil
                }
                state.waits += 1
                state.waiter = continuation
                return state.waits
            }
            guard let wait else { return continuation.resume() }
            timer = Task {
                try? await Task.sleep(for: duration)
                end(wait)
            }
        }
        timer?.cancel()
    }

    /// Ends that wait if it still goes on.
    private func end(_ wait: Int) {
        let waiter = state.withLock { state in
            guard state.waits == wait else { return nil as CheckedContinuation<Void, Never>? }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
