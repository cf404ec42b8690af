internal import API
internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Storage

/// Where the keys are, and how answers are printed.
struct KeyStoreOptions: ParsableArguments {
    @Option(help: "The server's data folder.") var data =
        ProcessInfo.processInfo.environment[SettingSources.variable("data")] ?? "word2img-data"
    @Flag(help: "Print JSON.") var json = false

    /// Throws what keeps the store from being opened. A folder that is not there is not made: it is a typing error.
    func store() throws -> SQLiteStore {
        guard FileManager.default.fileExists(atPath: data + "/word2img.sqlite") else {
            throw Failure(
                badInput: "--data \(data): no server has been started there; `word2img serve --data \(data)` does")
        }
        do { return try SQLiteStore(DataFolder(at: data)) } catch { throw Failure("--data \(data): \(error)") }
    }

    func print(_ value: some Encodable, _ text: String) throws {
        guard json else { return Swift.print(text) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    func record(_ id: Int64, in store: SQLiteStore) async throws -> KeyRecord {
        guard let record = try await store.key(KeyID(id)) else {
            throw Failure(badInput: "there is no key number \(id): `word2img keys list --data \(data)` shows them")
        }
        return record
    }

    func answer(_ record: KeyRecord, in store: SQLiteStore) async throws -> KeyAnswer {
        KeyAnswer(record, account: try await store.account(record.account))
    }

    static func money(_ text: String, _ option: String) throws -> Money {
        guard let money = Money(text) else {
            throw Failure(badInput: "\(option) is \(text); it must be an amount of dollars such as 5 or 0.25")
        }
        return money
    }
}

extension KeyAnswer {
    /// One line for people.
    var line: String {
        let state = disabled ? ", disabled" : ""
        return
            "key \(id) \"\(name)\": \(scopes.joined(separator: ", ")); credits $\(credits), reserved $\(reserved)\(state)"
    }
}
