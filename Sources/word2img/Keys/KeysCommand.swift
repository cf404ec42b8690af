internal import ArgumentParser

struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Makes and manages API keys, also while the server runs.",
        subcommands: [
            CreateKeyCommand.self, ListKeysCommand.self, DisableKeyCommand.self, EnableKeyCommand.self,
            CreditKeyCommand.self, KeyUsageCommand.self,
        ])
}
