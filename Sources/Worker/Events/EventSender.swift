internal import Domain
internal import Processes
internal import Synchronization

/// Tells the server what goes on, if it listens.
final class EventSender: Sendable {
    private let socket: DatagramSocket
    private let server: String
    private let lastProgress = Mutex<ContinuousClock.Instant?>(nil)

    /// Five times a second.
    private static let progressInterval = Duration.milliseconds(200)

    init(_ socket: DatagramSocket, server: String) {
        self.socket = socket
        self.server = server
    }

    func send(_ event: WorkerEvent) {
        // Words that can't be said are like words that got lost.
        if let message = try? event.datagram { socket.send(message, to: server) }
    }

    /// Left out when the last one was sent just now.
    func send(_ step: GenerationStep, of job: JobID) throws {
        let now = ContinuousClock.now
        let isDue = lastProgress.withLock { last in
            if let last, last.duration(to: now) < Self.progressInterval { return false }
            last = now
            return true
        }
        guard isDue else { return }
        var progress = JobProgress(job: job, step: step.step, steps: step.steps, secondsLeft: step.secondsLeft)
        if let preview = try step.preview(), preview.count <= GenerationStep.previewLimit {
            progress.preview = preview
        }
        send(.progress(progress))
    }
}
