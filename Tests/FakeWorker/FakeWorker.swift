import ArgumentParser

/// Stands for `word2img` where tests need workers and no pictures: the same worker around a generator that only waits.
@main
struct FakeWorker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "FakeWorker", abstract: "Workers for tests.",
        subcommands: [WorkCommand.self, SuperviseCommand.self])
}
