internal import API
internal import ArgumentParser
internal import Domain
internal import Storage

struct ListKeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the keys.")

    @OptionGroup var options: KeyStoreOptions

    func run() async throws {
        let store = try options.store()
        var answers: [KeyAnswer] = []
        for record in try await store.keys() { answers.append(try await options.answer(record, in: store)) }
        try options.print(answers, answers.map(\.line).joined(separator: "\n"))
    }
}

struct DisableKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Keeps a key from submitting anything. Its jobs go on.")

    @OptionGroup var options: KeyStoreOptions
    @Argument(help: "The key's number.") var key: Int64

    func run() async throws { try await options.setDisabled(true, key) }
}

struct EnableKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "Undoes disable.")

    @OptionGroup var options: KeyStoreOptions
    @Argument(help: "The key's number.") var key: Int64

    func run() async throws { try await options.setDisabled(false, key) }
}

struct CreditKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credit", abstract: "Adds to the credits of a key's account, or takes from them.")

    @OptionGroup var options: KeyStoreOptions
    @Argument(help: "The key's number.") var key: Int64
    @Argument(help: "Dollars, such as 5; negative to take away: -- -5.") var amount: String
    @Option(help: "Why, for the ledger.") var note = ""

    func run() async throws {
        let store = try options.store(), record = try await options.record(key, in: store)
        let amount = try KeyStoreOptions.money(amount, "the amount")
        do { _ = try await store.credit(amount, to: record.account, note: note) } catch let error as StoreError {
            throw Failure(badInput: "\(error)")
        }
        let answer = try await options.answer(record, in: store)
        try options.print(answer, answer.line)
    }
}

struct KeyUsageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "usage", abstract: "What a key has done and spent.")

    @OptionGroup var options: KeyStoreOptions
    @Argument(help: "The key's number.") var key: Int64

    private struct Answer: Encodable {
        let submitted, completed: Int
        let cost: String
    }

    func run() async throws {
        let store = try options.store(), record = try await options.record(key, in: store)
        let usage = try await store.usage(of: record.id, from: nil, before: nil)
        try options.print(
            Answer(submitted: usage.submitted, completed: usage.completed, cost: usage.cost.description),
            "\(usage.submitted) requests, \(usage.completed) completed, $\(usage.cost)")
    }
}

extension KeyStoreOptions {
    func setDisabled(_ isDisabled: Bool, _ key: Int64) async throws {
        let store = try store()
        _ = try await record(key, in: store)
        try await store.setDisabled(isDisabled, key: KeyID(key))
        let answer = try await answer(try await record(key, in: store), in: store)
        try print(answer, answer.line)
    }
}
