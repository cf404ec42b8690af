import ArgumentParser

/// Loads a server from this machine, and fills its store: for benchmarks of the service.
@main
struct ServiceLoad: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ServiceLoad", abstract: "Load for benchmarks.", subcommands: [SendCommand.self, FillCommand.self])
}
