internal import ArgumentParser
internal import Foundation
internal import Storage

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Makes a server's data folder of a backup.")

    @Argument(help: "The folder that `word2img backup` made.") var backup: String
    @Option(help: "The data folder to make.") var data = "word2img-data"

    func run() async throws {
        guard FileManager.default.fileExists(atPath: backup + "/word2img.sqlite") else {
            throw Failure(badInput: "\(backup): it is no backup: there is no word2img.sqlite in it")
        }
        guard !FileManager.default.fileExists(atPath: data + "/word2img.sqlite") else {
            throw Failure(badInput: "--data \(data): there is a server's data already; name another folder")
        }
        let source = try DataFolder(at: backup), folder = try DataFolder(at: data)
        let count = try FolderCopy.files(from: source.blobs, to: folder.blobs)
        try FolderCopy.key(from: source, to: folder)
        try await SQLiteStore(source).backup(to: folder.database)
        let faults = try await SQLiteStore(folder).audit()
        guard faults.isEmpty else { throw Failure("\(data): the books of the backup disagree: \(faults)") }
        print("\(data): the database, whose books agree, and \(count) files")
    }
}
