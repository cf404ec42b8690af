internal import Domain
internal import Synchronization

/// What workers have said of running jobs, in memory: the latest progress of each, and who waits for more.
final class JobWatcher: Sendable {
    /// How often who waits for a job looks for himself, in case that an event was lost.
    static let poll = Duration.seconds(1)

    private let state = Mutex(State())

    private struct State {
        var latest: [JobID: JobProgress] = [:]
        var streams: [JobID: [Int: AsyncStream<WorkerEvent>.Continuation]] = [:]
        var nextStream = 0
        /// A running mean of what a job takes, for estimates of the queue.
        var secondsPerJob: Double?
    }

    /// Follows the workers until the stream ends.
    func follow(_ events: AsyncStream<WorkerEvent>) async {
        for await event in events { take(event) }
    }

    func take(_ event: WorkerEvent) {
        let listeners = state.withLock { state in
            let id: JobID
            switch event {
            case .progress(let progress):
                id = progress.job
                var kept = progress
                kept.preview = progress.preview ?? state.latest[id]?.preview
                state.latest[id] = kept
            case .changed(let job):
                id = job
                state.latest[id] = nil
            }
            return state.streams[id].map { Array($0.values) } ?? []
        }
        for listener in listeners { listener.yield(event) }
    }

    func progress(of id: JobID) -> JobProgress? { state.withLock { $0.latest[id] } }

    /// How long a job takes, as far as is known.
    var secondsPerJob: Double? { state.withLock { $0.secondsPerJob } }

    func finished(in seconds: Double) {
        state.withLock { $0.secondsPerJob = $0.secondsPerJob.map { 0.8 * $0 + 0.2 * seconds } ?? seconds }
    }

    /// What is said of a job from now on. A slow reader loses the oldest.
    private func events(of id: JobID) -> AsyncStream<WorkerEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: WorkerEvent.self, bufferingPolicy: .bufferingNewest(16))
        let number = state.withLock { state in
            state.nextStream += 1
            state.streams[id, default: [:]][state.nextStream] = continuation
            return state.nextStream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                state.streams[id]?[number] = nil
                if state.streams[id]?.isEmpty == true { state.streams[id] = nil }
            }
        }
        return stream
    }

    /// What is said of a job from now on, and nil at the beginning and after each `period`.
    ///
    /// A stream ends when a task that reads it is cancelled: read it in one loop, to the end of the wait.
    func ticks(of id: JobID, every period: Duration = JobWatcher.poll) -> AsyncStream<WorkerEvent?> {
        let events = events(of: id)
        return AsyncStream(bufferingPolicy: .bufferingNewest(16)) { continuation in
            continuation.yield(nil)
            let following = Task { for await event in events { continuation.yield(event) } }
            let ticking = Task {
                while !Task.isCancelled {
                    try? await Task.sleep(for: period)
                    continuation.yield(nil)
                }
            }
            continuation.onTermination = { _ in
                following.cancel()
                ticking.cancel()
            }
        }
    }
}
