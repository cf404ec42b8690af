import Foundation
import TestSupport

extension TemporaryFolder {
    /// Writes a file, and the folders above it.
    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        let file = path(name)
        try FileManager.default.createDirectory(
            at: URL(filePath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

    /// A folder within, filled with links to the files that another folder has.
    func link(_ name: String, to folder: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        for file in try files.contentsOfDirectory(atPath: folder) where file.contains(".") {
            try files.createSymbolicLink(atPath: path(name) + "/" + file, withDestinationPath: folder + "/" + file)
        }
    }
}
