import ArgumentParser
import Domain
import Logging
import Processes
import Storage
import Worker

/// Stands for a server that is to be killed: its workers are of this same program.
struct SuperviseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "supervise", abstract: "Some workers' parent.")

    @Option(help: "The data folder.")
    var data: String

    @Option(help: "How many there are.")
    var workers = 1

    @Option(help: "What a job takes, in milliseconds.")
    var jobTime = 20.0

    func run() throws {
        let folder = try DataFolder(at: data)
        var logger = Logger(label: "FakeWorker", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        let supervisor = try Supervisor(
            SupervisorOptions(
                program: "/proc/self/exe", arguments: ["work", "--data", data, "--job-time", "\(jobTime)"],
                count: workers, sockets: SocketFolder(path: data + "/run")),
            queue: try SQLiteStore(folder), logger: logger)
        let signals = TerminationSignals { _ in supervisor.stop() }
        // No test's death leaves it behind.
        Lifeline.watch { supervisor.stop() }
        try PlainThread.wait { await supervisor.run() }
        withExtendedLifetime(signals) {}
    }
}
