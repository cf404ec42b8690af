internal import API
internal import ArgumentParser
internal import Domain
internal import Storage

struct RotateWebhookSecretCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-webhook-secret", abstract: "Gives a key a new webhook secret, and shows it.")

    @OptionGroup var options: KeyStoreOptions
    @Argument(help: "The key's number.") var key: Int64

    func run() async throws {
        let store = try options.store(), record = try await options.record(key, in: store)
        let secret = try await store.rotateWebhookSecret(of: record.id)
        try options.print(["webhook_secret": secret.text], secret.text)
    }
}
