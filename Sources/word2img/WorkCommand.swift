internal import ArgumentParser
internal import Decoding
internal import Domain
internal import Foundation
internal import Generation
internal import Logging
internal import Logs
internal import Receipts
internal import Storage
internal import Worker

/// A worker process. `serve` starts as many as it is told; by hand, more can be had on the same machine.
struct WorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Does the jobs of a server's data folder.",
        discussion: "serve starts workers by itself. See docs/workers.md.", shouldDisplay: false)

    @Option(help: "The server's data folder.")
    var data: String

    @OptionGroup(title: "The model") var model: ModelOptions

    @Option(help: "The server's limits and times, as JSON; they must be the same for all that use the folder.")
    var policy: String?

    @Option(help: "This worker's name, which no other one may ever have had. Default: one drawn at random.")
    var workerID = "w-" + UUID().uuidString.lowercased().prefix(8)

    @Option(
        help: "The server's socket, to be woken and to report progress; without it the folder is asked each second.")
    var serverSocket: String?

    @Option(help: "Seconds that a job which is nearly done may take when the worker is asked to leave.")
    var drain = 10.0

    @Flag(help: "Leaves when standard input ends.")
    var supervised = false

    @Option(help: "How log lines look: json or console.") var logFormat = LogFormatOption.console
    @Option(help: "The least important level that is logged.") var logLevel = "info"

    func run() throws {
        guard let level = Logger.Level(rawValue: logLevel) else {
            throw Failure(badInput: "--log-level \(logLevel): there are debug, info, notice, warning and error")
        }
        guard FileManager.default.fileExists(atPath: data) else {
            throw Failure(badInput: "--data \(data): there is no such folder; serve makes it")
        }
        let policy: JobPolicy
        do {
            policy =
                try self.policy.map { try JSONDecoder().decode(JobPolicy.self, from: Data($0.utf8)) } ?? JobPolicy()
        } catch {
            throw Failure(badInput: "--policy: it is not what serve writes: \(error)")
        }
        logFormat.format.bootstrap(level: level)
        let folder = try DataFolder(at: data)
        var process = WorkerProcess(WorkerID(workerID))
        process.serverSocket = serverSocket
        process.isSupervised = supervised
        process.drain = .seconds(drain)
        try process.run(
            queue: SQLiteStore(folder, policy: policy), blobs: FileBlobStore(folder), time: SystemTime(),
            logger: Logger(label: "word2img.worker")
        ) {
            // They were decoded before, when they were submitted: a loaded machine is no reason to refuse them now.
            let decoder = PictureDecoder(program: "/proc/self/exe", deadline: .seconds(30))
            return try EngineGenerator(
                model.folder(), precision: model.precision, decoder: decoder, key: ReceiptKey(file: folder.receiptKey))
        }
    }
}
