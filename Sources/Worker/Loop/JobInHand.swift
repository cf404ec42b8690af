internal import Domain
internal import Synchronization

/// The job that a worker is at: its lease, and which of three ends it comes to first.
final class JobInHand: Sendable {
    enum Ending: Sendable {
        case generated(Result<GeneratedJob, any Error>)
        /// The worker is about to stop.
        case givenUp
    }

    let id: JobID
    private let state: Mutex<State>

    private struct State {
        var lease: Lease
        var isLost = false
        var secondsLeft: Double?
        var ending: Ending?
        var waiter: CheckedContinuation<Ending, Never>?
    }

    init(_ lease: Lease) {
        id = lease.job
        state = Mutex(State(lease: lease))
    }

    var lease: Lease {
        get { state.withLock { $0.lease } }
        set { state.withLock { $0.lease = newValue } }
    }

    /// Of the work, as far as it is known.
    var secondsLeft: Double? {
        get { state.withLock { $0.secondsLeft } }
        set { state.withLock { $0.secondsLeft = newValue } }
    }

    /// Somebody else may have the job by now, or it has ended: nothing must be done for it any more.
    var isLost: Bool { state.withLock { $0.isLost } }

    func lose() { state.withLock { $0.isLost = true } }

    /// Whether the generator should stop.
    var isOver: Bool { state.withLock { $0.isLost || $0.ending != nil } }

    /// The first ending counts.
    func end(_ ending: Ending) {
        let waiter = state.withLock { state in
            guard state.ending == nil else { return nil as CheckedContinuation<Ending, Never>? }
            defer { state.waiter = nil }
            state.ending = ending
            return state.waiter
        }
        waiter?.resume(returning: ending)
    }

    func ending() async -> Ending {
        await withCheckedContinuation { continuation in
            let ending = state.withLock { state in
                if state.ending == nil { state.waiter = continuation }
                return state.ending
            }
            if let ending { continuation.resume(returning: ending) }
        }
    }
}

/// Thrown out of the generator when the job is over.
struct JobInterrupted: Error {}
