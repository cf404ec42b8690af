import Domain
import Logging
import Processes
import Worker

/// A worker's loop in the tests' own process, until its last user has gone.
final class RunningLoop: Sendable {
    let loop: WorkerLoop
    let finished: Task<Void, Never>

    init(
        _ shop: Workshop, _ generator: any Generator, worker: String = "tested", queue: (any JobQueue)? = nil,
        blobs: (any BlobStore)? = nil, socket: DatagramSocket? = nil, server: String? = nil,
        pollInterval: Duration = .milliseconds(10)
    ) {
        var logger = Logger(label: "tests", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        let loop = WorkerLoop(
            worker: WorkerID(worker), queue: queue ?? shop.store, blobs: blobs ?? shop.blobs, generator: generator,
            time: shop.time, socket: socket, server: server, pollInterval: pollInterval, logger: logger)
        self.loop = loop
        finished = Task { await loop.run() }
    }

    deinit { loop.stop(drain: .zero) }
}
