internal import Foundation

/// The folder that holds all that a server keeps: `word2img.sqlite` with its companions, `blobs/`, and the lock files.
///
/// Any number of workers and commands use it at a time, but one server: ``lockForServer()``. It must lie on a disk of
/// this machine: file locks and SQLite's shared memory do not work across network file systems.
public struct DataFolder: Sendable, Hashable {
    public let path: String

    /// Makes the folder, for its owner's eyes alone, where it is missing.
    public init(at path: String) throws {
        self.path = path
        try Self.make(path)
        try Self.make(blobs)
    }

    public var database: String { path + "/word2img.sqlite" }
    public var blobs: String { path + "/blobs" }
    /// What recipes are signed with.
    public var receiptKey: String { path + "/receipt.key" }

    /// The lock that makes its holder the folder's one server, to be kept for as long as it serves.
    ///
    /// Throws ``StorageError/folderInUse(path:pid:)`` when another process has it.
    public func lockForServer() throws -> FileLock { try FileLock(path: path + "/server.lock", of: path, waits: false) }

    /// Held while the database is opened: two processes that create it at once would trip over each other.
    func lockForOpening() throws -> FileLock { try FileLock(path: path + "/opening.lock", of: path, waits: true) }

    private static func make(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.file(path: path, call: "mkdir", reason: error.localizedDescription)
        }
    }
}
