internal import Domain

/// Waits for a job's end: told by the worker, or found in the store, which is asked each second.
struct JobWaiter: Sendable {
    let services: Services

    /// The job when it has ended; nil when the deadline came first, the job is gone, or the task is cancelled.
    func end(of id: JobID, key: KeyID, within limit: Duration) async throws -> Job? {
        let clock = ContinuousClock(), deadline = clock.now + limit
        for await tick in services.watcher.ticks(of: id, every: min(limit, JobWatcher.poll)) {
            if case .progress? = tick { continue }
            guard let job = try await services.store.job(id, of: key) else { return nil }
            if job.state.isTerminal { return job }
            if clock.now >= deadline { return nil }
        }
        return nil
    }
}
