import Foundation
import Storage

/// A data folder of a test's own, which goes with it.
final class TemporaryFolder: Sendable {
    let data: DataFolder

    /// In memory where the system has a file system for that, unless it has to be on a disk: what most tests ask of the
    /// store does not depend on it.
    init(isOnDisk: Bool = false) throws {
        let memory = "/dev/shm"
        let parent =
            !isOnDisk && FileManager.default.isWritableFile(atPath: memory)
            ? memory : FileManager.default.temporaryDirectory.path
        data = try DataFolder(at: "\(parent)/word2img-test-\(UUID().uuidString)")
    }

    deinit { try? FileManager.default.removeItem(atPath: data.path) }
}

extension TemporaryFolder {
    /// The bytes of the database and its log.
    func databaseFiles() throws -> [Data] {
        try [data.database, data.database + "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    }
}

extension Data {
    func contains(_ text: some Sequence<UInt8>) -> Bool { range(of: Data(text)) != nil }
}
