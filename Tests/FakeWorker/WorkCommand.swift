import ArgumentParser
import Domain
import Foundation
import Logging
import Storage
import Worker

/// Takes what `word2img work` takes, and says nothing of jobs that fail.
struct WorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "work", abstract: "A worker.")

    @Option(help: "The data folder.")
    var data: String

    @Option(help: "As JSON.")
    var policy: String?

    @Option(help: "No other worker may ever have had it.")
    var workerID = "fake-\(getpid())"

    @Option(help: "The server's socket.")
    var serverSocket: String?

    @Option(help: "In seconds.")
    var drain = 10.0

    @Flag(help: "Leaves when standard input ends.")
    var supervised = false

    @Option(help: "What a job takes, in milliseconds.")
    var jobTime = 20.0

    @Option(help: "Has no meaning here.")
    var model: String?

    @Option(help: "Has no meaning here.")
    var controlnet: String?

    @Option(help: "Has no meaning here.")
    var precision: String?

    @Option(help: "Has no meaning here.")
    var logFormat: String?

    @Option(help: "Has no meaning here.")
    var logLevel: String?

    func run() throws {
        let folder = try DataFolder(at: data)
        let policy = try policy.map { try JSONDecoder().decode(JobPolicy.self, from: Data($0.utf8)) } ?? JobPolicy()
        var logger = Logger(label: "FakeWorker", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .critical
        var process = WorkerProcess(WorkerID(workerID))
        process.serverSocket = serverSocket
        process.isSupervised = supervised
        process.drain = .seconds(drain)
        try process.run(
            queue: try SQLiteStore(folder, policy: policy), blobs: FileBlobStore(folder), time: SystemTime(),
            logger: logger
        ) { FakeGenerator(jobTime: .milliseconds(jobTime)) }
    }
}
