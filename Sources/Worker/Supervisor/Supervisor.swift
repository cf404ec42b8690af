public import Domain
public import Logging
internal import Processes
internal import Synchronization

/// Starts worker processes, starts them again when they die, and carries words between them and the server.
public final class Supervisor: Sendable {
    let options: SupervisorOptions
    let queue: any JobQueue
    let logger: Logger
    let socket: DatagramSocket
    let broadcast = EventBroadcast()
    private let state = Mutex(State())

    private struct State {
        var isStopping = false
        var workers: [WorkerID: ChildProcess] = [:]
        var restarts = 0
        var alarms: [Alarm] = []
    }

    /// What workers have beyond the time to drain, before they are killed.
    private static let patience = Duration.seconds(7)

    /// Binds the server's socket. No worker runs before ``run()``.
    public init(_ options: SupervisorOptions, queue: any JobQueue, logger: Logger) throws {
        self.options = options
        self.queue = queue
        self.logger = logger
        try options.sockets.prepare()
        socket = try DatagramSocket(path: options.sockets.server, backlog: 256)
        let messages = socket.messages, broadcast = broadcast
        Task {
            for await message in messages {
                // What is no event comes from nobody of ours.
                if let event = try? WorkerEvent(datagram: message) { broadcast.send(event) }
            }
            broadcast.finish()
        }
    }

    /// Workers that run now, those that load their models among them.
    public var alive: Int { state.withLock { $0.workers.count } }

    /// How often a worker was started again.
    public var restarts: Int { state.withLock { $0.restarts } }

    /// Of the workers that run now.
    package var processIDs: [Int32] { state.withLock { $0.workers.values.map(\.id) } }

    /// Keeps the workers alive until ``stop()`` or until the task is cancelled; returns when all of them have left.
    public func run() async {
        // What is left to do at the end must not be cancelled.
        let work = Task {
            await withTaskGroup { group in
                for slot in 1..<options.count + 1 { group.addTask { await self.keepAlive(slot) } }
            }
        }
        await withTaskCancellationHandler {
            await work.value
        } onCancel: {
            stop()
        }
        socket.close()
    }

    /// Asks the workers to leave: each finishes its job if there is time, or gives it back.
    public func stop() {
        let (workers, alarms) = state.withLock { state in
            state.isStopping = true
            return (Array(state.workers.values), state.alarms)
        }
        for worker in workers { end(worker) }
        for alarm in alarms { alarm.ring() }
    }

    /// One place for a worker, which has one after the other.
    private func keepAlive(_ slot: Int) async {
        var delay = options.restartDelay
        let alarm = Alarm()
        state.withLock { $0.alarms.append(alarm) }
        while !isStopping {
            let start = ContinuousClock.now
            await liveOneLife(slot)
            if isStopping { return }
            await alarm.wait(atMost: delay.next(afterLifeOf: start.duration(to: .now)))
            state.withLock { $0.restarts += 1 }
        }
    }

    private var isStopping: Bool { state.withLock { $0.isStopping } }

    private func liveOneLife(_ slot: Int) async {
        let worker = WorkerID.fresh(slot)
        let process: ChildProcess
        do { process = try ChildProcess(program(worker)) } catch {
            return logger.error("worker \(worker) can't be started", metadata: ["error": "\(error)"])
        }
        logger.info("worker \(worker) is started", metadata: ["pid": "\(process.id)"])
        let isTooLate = state.withLock { state in
            state.workers[worker] = process
            return state.isStopping
        }
        if isTooLate { end(process) }
        let ending = await process.ending()
        state.withLock { _ = $0.workers.removeValue(forKey: worker) }
        logger.log(level: isStopping ? .info : .error, "worker \(worker) has left", metadata: ["how": "\(ending)"])
        options.sockets.removeSocket(of: worker)
        await releaseLeases(of: worker)
    }

    private func program(_ worker: WorkerID) -> ChildProgram {
        var program = ChildProgram(
            options.program,
            arguments: options.arguments + [
                "--supervised", "--worker-id", worker.name, "--server-socket", options.sockets.server, "--drain",
                "\(options.drain / .seconds(1))",
            ])
        program.niceness = options.niceness
        return program
    }

    private func end(_ worker: ChildProcess) {
        let grace = options.drain + Self.patience
        Task { await worker.end(grace: grace) }
    }

    /// So that its job need not wait for the lease to run out, which it does if this fails.
    private func releaseLeases(of worker: WorkerID) async {
        for pause in [.milliseconds(100), .seconds(1), nil] as [Duration?] {
            do {
                if try await queue.releaseLeases(of: worker) > 0 { wake() }
                return
            } catch {
                logger.warning(
                    "worker \(worker)'s jobs can't be released", metadata: ["error": "\(error)"])
                if let pause { try? await Task.sleep(for: pause) }
            }
        }
    }

    fileprivate var workers: [WorkerID] { state.withLock { Array($0.workers.keys) } }
}

extension Supervisor: WorkerPool {
    public func wake() {
        for worker in workers { socket.send([], to: options.sockets.socket(of: worker)) }
    }

    public func events() -> AsyncStream<WorkerEvent> { broadcast.events() }
}

extension WorkerID {
    /// A name that no worker had before, with the place in front for people who read it.
    fileprivate static func fresh(_ slot: Int) -> WorkerID {
        let digits = String(UInt32.random(in: 0...UInt32.max), radix: 16)
        return WorkerID("w\(slot)-" + String(repeating: "0", count: 8 - digits.count) + digits)
    }
}
