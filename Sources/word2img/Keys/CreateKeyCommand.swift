internal import API
internal import ArgumentParser
internal import Domain
internal import Storage

struct CreateKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a key and shows it: the only time that it is shown.")

    @OptionGroup var options: KeyStoreOptions
    @Option(help: "What people call it.") var name = "key"
    @Option(help: "Dollars to begin with.") var credits = "0"
    @Option(help: "The number of an account to draw on; a new one unless told.") var account: Int64?
    @Option(help: "What it may do, separated by commas: jobs, files, account, admin.") var scopes = "jobs,files,account"
    @Option(help: "Requests a minute.") var requestsPerMinute: Int?
    @Option(help: "Jobs that run at a time.") var running: Int?
    @Option(help: "Jobs that wait.") var queued: Int?

    func run() async throws {
        var request = KeyRequest(name: name)
        request.credits = try KeyStoreOptions.money(credits, "--credits")
        request.account = account.map(AccountID.init)
        request.limits = KeyLimits(requestsPerMinute: requestsPerMinute, running: running, queued: queued)
        request.permissions.scopes = Set(
            try scopes.split(separator: ",").map { word in
                guard let scope = KeyPermissions.Scope(rawValue: String(word)) else {
                    throw Failure(badInput: "--scopes has \(word); it must be among jobs, files, account, admin")
                }
                return scope
            })
        let store = try options.store(), issued: IssuedKey
        do { issued = try await store.createKey(request) } catch let error as StoreError {
            throw Failure(badInput: "\(error)")
        }
        var answer = try await options.answer(issued.record, in: store)
        answer.key = issued.key.text
        try options.print(answer, "\(issued.key.text)\n\(answer.line)")
    }
}
