internal import API
internal import ArgumentParser
internal import Checkpoints
internal import Domain
internal import Foundation
internal import Logging
internal import Logs
internal import ServiceLifecycle
internal import Storage

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serves the HTTP API, with workers that draw.",
        discussion: """
            The first start makes an API key and an operator's key and shows them once. Every option can also be set in the \
            environment (WORD2IMG_PORT for --port) or in the file that --config names: a JSON object with members such as \
            "port". The command line comes before the environment, that before the file.
            """)

    @Option(help: "A JSON file with settings.") var config: String?
    @OptionGroup(title: "The server") var options: ServeOptions
    @OptionGroup(title: "The model") var model: ModelOptions
    @Option(help: .hidden) var workerProgram = "/proc/self/exe"

    func run() async throws {
        try options.check()
        guard let level = Logger.Level(rawValue: options.logLevel) else {
            throw Failure(badInput: "--log-level is \(options.logLevel); it must be debug, info, notice, warning or error")
        }
        options.logFormat.format.bootstrap(level: level)
        let modelPath = options.workers > 0 ? try model.folder().path : nil
        let folder = try DataFolder(at: options.data), lock = try folder.lockForServer()
        let server = try Server(options, model: model, folder: folder, workerProgram: workerProgram)
        let keys = try await FirstKeys(in: server.store)
        try await server.run { port in
            let greeting = Greeting(options, port: port, model: modelPath, keys: keys)
            FileHandle.standardOutput.write(Data((greeting.text + "\n").utf8))
        }
        withExtendedLifetime(lock) {}
    }
}
