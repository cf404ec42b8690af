internal import ArgumentParser
internal import Foundation
internal import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies a server's data folder, also while the server runs.",
        discussion: "The copy is the state of one moment. `word2img restore` makes a data folder of it.")

    @OptionGroup var options: KeyStoreOptions
    @Option(name: [.short, .long], help: "The folder to make.") var output: String

    func run() async throws {
        guard !FileManager.default.fileExists(atPath: output) else {
            throw Failure(badInput: "--output \(output): it is there already; name a folder that is not")
        }
        let store = try options.store(), copy = try DataFolder(at: output)
        try await store.backup(to: copy.database)
        // Afterwards: whatever the copy of the database names is there, unless it has expired meanwhile.
        let count = try FolderCopy.files(from: DataFolder(at: options.data).blobs, to: copy.blobs)
        try FolderCopy.key(from: DataFolder(at: options.data), to: copy)
        let faults = try await SQLiteStore(copy).integrityFaults()
        guard faults.isEmpty else { throw Failure("\(output): the copy is damaged: \(faults.joined(separator: ", "))") }
        try options.print(["output": output, "files": "\(count)"], "\(output): the database and \(count) files")
    }
}
