internal import Domain

/// Waits for a job's end: told by the worker, or found in the store, which is asked each second.
struct JobWaiter: Sendable {
    let services: Services

    static let poll = Duration.seconds(1)

    /// The job when it has ended; nil when the deadline came first, or the job is gone.
    func end(of id: JobID, key: KeyID, within limit: Duration) async throws -> Job? {
        let clock = ContinuousClock(), deadline = clock.now + limit
        let events = services.watcher.events(of: id)
        while true {
            guard let job = try await services.store.job(id, of: key) else { return nil }
            if job.state.isTerminal { return job }
            let left = clock.now.duration(to: deadline)
            guard left > .zero else { return nil }
            await Self.change(in: events, within: min(left, Self.poll))
        }
    }

    /// Until a worker says that the job's state is another, or the time is over.
    private static func change(in events: AsyncStream<WorkerEvent>, within limit: Duration) async {
        await withTaskGroup { group in
            group.addTask {
                for await event in events {
                    if case .changed = event { return }
                }
            }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
    }
}
