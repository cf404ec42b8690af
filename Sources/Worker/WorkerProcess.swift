public import Domain
internal import Foundation
public import Logging
internal import Processes
internal import Synchronization

/// The life of a worker's process around its ``WorkerLoop``: it leaves on SIGTERM and SIGINT, and when its supervisor is
/// gone.
public struct WorkerProcess: Sendable {
    public let worker: WorkerID
    /// The server's socket, beside which the worker makes its own; nil to poll alone and say nothing.
    public var serverSocket: String?
    /// Whether standard input is a supervisor's lifeline.
    public var isSupervised = false
    /// How long a job that is nearly done may take after SIGTERM.
    public var drain = Duration.seconds(10)

    /// What giving back a job may take.
    private static let farewell = Duration.seconds(5)

    public init(_ worker: WorkerID) { self.worker = worker }

    /// Takes over the process' first thread, and ends the process.
    ///
    /// - Parameter makeGenerator: may take its time, to load a model; what it throws is passed on.
    public func run(
        queue: any JobQueue, blobs: any BlobStore, time: any TimeSource, logger: Logger,
        makeGenerator: () throws -> any Generator
    ) throws -> Never {
        let exit = Departure()
        if isSupervised { Lifeline.watch { exit.leave(drain: .zero, farewell: Self.farewell) } }
        let signals = TerminationSignals { _ in exit.leave(drain: drain, farewell: Self.farewell) }
        let generator = try makeGenerator()
        let socket = try serverSocket.map {
            try DatagramSocket(path: SocketFolder(server: $0).socket(of: worker), backlog: 1)
        }
        let loop = WorkerLoop(
            worker: worker, queue: queue, blobs: blobs, generator: generator, time: time, socket: socket,
            server: serverSocket, logger: logger)
        exit.begin(loop)
        logger.info("worker \(worker) is ready")
        try PlainThread.wait { await loop.run() }
        withExtendedLifetime(signals) { socket?.close() }
        Departure.exit(0)
    }
}

/// Ends the process in time, whatever it is at.
private final class Departure: Sendable {
    private let loop = Mutex<WorkerLoop?>(nil)

    func begin(_ loop: WorkerLoop) { self.loop.withLock { $0 = loop } }

    func leave(drain: Duration, farewell: Duration) {
        // One that is still loading its model has nothing to give back.
        guard let loop = loop.withLock({ $0 }) else { Self.exit(0) }
        loop.stop(drain: drain)
        let limit = drain + farewell
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: limit / .seconds(1))
            Self.exit(1)
        }
    }

    /// At once: the generator's thread may be in the middle of a step, and must not see its libraries taken apart.
    static func exit(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }
}
