import Domain
import Foundation
import Logging
import Storage
import Worker

/// A supervisor at work, until its last user has gone.
final class Supervised: Sendable {
    let supervisor: Supervisor
    let finished: Task<Void, Never>

    init(
        _ shop: Workshop, workers: Int, program: String = WorkerProgram.path,
        delay: RestartDelay = RestartDelay(first: .milliseconds(10))
    ) throws {
        var logger = Logger(label: "tests", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        let policy = String(decoding: try JSONEncoder().encode(shop.policy), as: UTF8.self)
        var options = SupervisorOptions(
            program: program, arguments: ["work", "--data", shop.folder.path, "--policy", policy], count: workers,
            sockets: shop.sockets)
        options.restartDelay = delay
        let supervisor = try Supervisor(options, queue: shop.store, logger: logger)
        self.supervisor = supervisor
        finished = Task { await supervisor.run() }
    }

    deinit { supervisor.stop() }

    func killWorkers() throws {
        for id in supervisor.processIDs { kill(id, SIGKILL) }
    }
}
