internal import Foundation
internal import Synchronization

/// Waits for one child on a thread of its own, and keeps how it ended.
final class ChildWatch: Sendable {
    private let id: Int32
    private let state = Mutex(State())

    private struct State {
        var ending: ProcessEnding?
        var waiting: [CheckedContinuation<ProcessEnding, Never>] = []
    }

    init(_ id: Int32) {
        self.id = id
        Thread.detachNewThread { self.reap() }
    }

    var isRunning: Bool { state.withLock { $0.ending == nil } }

    func send(signal: Int32) {
        state.withLock { state in
            if state.ending == nil { kill(id, signal) }
        }
    }

    func ending() async -> ProcessEnding {
        await withCheckedContinuation { continuation in
            let ending = state.withLock { state in
                if state.ending == nil { state.waiting.append(continuation) }
                return state.ending
            }
            if let ending { continuation.resume(returning: ending) }
        }
    }

    private func reap() {
        // Until it is reaped, which happens under the lock, its id is nobody else's.
        var information = siginfo_t()
        while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        let (ending, waiting) = state.withLock { state in
            var status: Int32 = 0
            let ending = waitpid(id, &status, 0) == id ? ProcessEnding(status: status) : .exited(code: 255)
            defer { state.waiting = [] }
            state.ending = ending
            return (ending, state.waiting)
        }
        for continuation in waiting { continuation.resume(returning: ending) }
    }
}
