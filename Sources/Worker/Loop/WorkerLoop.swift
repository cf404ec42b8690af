package import Domain
package import Logging
package import Processes
internal import Synchronization

/// Claims jobs, runs the generator, and hands in what it made: one job at a time.
///
/// Another worker may have a job that this one lost, so it never does anything for a job without naming its lease, and the
/// store refuses a lease that is not the job's latest. See docs/workers.md.
package final class WorkerLoop: Sendable {
    let worker: WorkerID
    let queue: any JobQueue
    let blobs: any BlobStore
    let generator: any Generator
    let time: any TimeSource
    let events: EventSender?
    let logger: Logger
    private let pollInterval: Duration
    private let alarm = Alarm()
    private let state = Mutex(State())

    private struct State {
        var isStopping = false
        var job: JobInHand?
    }

    /// - Parameters:
    ///   - socket: the worker's own, by which it is woken and says how far it is; nil to poll alone.
    ///   - server: the path of the socket that is told.
    ///   - pollInterval: how often the table is asked when nobody wakes the worker.
    package init(
        worker: WorkerID, queue: any JobQueue, blobs: any BlobStore, generator: any Generator, time: any TimeSource,
        socket: DatagramSocket? = nil, server: String? = nil, pollInterval: Duration = .seconds(1), logger: Logger
    ) {
        self.worker = worker
        self.queue = queue
        self.blobs = blobs
        self.generator = generator
        self.time = time
        self.pollInterval = pollInterval
        self.logger = logger
        events = socket.flatMap { socket in server.map { EventSender(socket, server: $0) } }
        if let messages = socket?.messages {
            let alarm = alarm
            Task { for await _ in messages { alarm.ring() } }
        }
    }

    /// Until ``stop(drain:)``, or until the task is cancelled, which is the same with nothing to drain.
    package func run() async {
        // The store's own work must not be cancelled half-way.
        let work = Task { await claimJobs() }
        await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop(drain: .zero)
        }
    }

    /// Claims no more. The job in hand is finished if that takes no longer than `drain` by what is known of it; otherwise,
    /// or when it takes longer after all, it is given back, for another worker to begin anew.
    ///
    /// May be called again with less time.
    package func stop(drain: Duration) {
        let job = state.withLock { state in
            state.isStopping = true
            return state.job
        }
        alarm.ring()
        guard let job else { return }
        guard drain > .zero, let left = job.secondsLeft, .seconds(left) <= drain else { return job.end(.givenUp) }
        Task {
            try? await Task.sleep(for: drain)
            job.end(.givenUp)
        }
    }

    var isStopping: Bool { state.withLock { $0.isStopping } }

    private func claimJobs() async {
        while !isStopping {
            do {
                if let claim = try await queue.claim(by: worker) { await work(on: claim) } else { await wait() }
            } catch {
                logger.warning("no job can be claimed", metadata: ["error": "\(error)"])
                await wait()
            }
        }
    }

    private func wait() async {
        if !isStopping { await alarm.wait(atMost: pollInterval) }
    }

    private func work(on claim: Claim) async {
        let job = JobInHand(claim.lease)
        let isTooLate = state.withLock { state in
            state.job = job
            return state.isStopping
        }
        if isTooLate { job.end(.givenUp) }
        await JobRun(self, claim, job).run()
        state.withLock { $0.job = nil }
    }
}
