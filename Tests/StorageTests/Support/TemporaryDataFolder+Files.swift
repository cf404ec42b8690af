import Foundation
import Storage
import TestStorage

extension TemporaryDataFolder {
    /// The bytes of the database and its log.
    func databaseFiles() throws -> [Data] {
        try [data.database, data.database + "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    }
}

extension Data {
    func contains(_ text: some Sequence<UInt8>) -> Bool { range(of: Data(text)) != nil }
}
