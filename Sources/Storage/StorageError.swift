internal import GRDB

/// Faults of the store itself: what it stands on, not what it was asked for.
public enum StorageError: Error, Sendable, Hashable {
    /// Another server holds the data folder; its process id where it is known.
    case folderInUse(path: String, pid: Int?)
    /// A call to the system failed on a file.
    case file(path: String, call: String, reason: String)
    /// The disk is full, or a quota is.
    case diskFull
    /// The database was locked by others for longer than anyone may hold it.
    case busy
    /// The database file is no database, or not as SQLite left it.
    case damaged(String)
    /// The database was written by a later version of word2img.
    case newerDatabase(found: Int, known: Int)
    /// Any other fault that SQLite reports.
    case database(String)
}

extension StorageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .folderInUse(let path, let pid):
            "another server\(pid.map { " (process \($0))" } ?? "") uses the data folder \(path): "
                + "stop it, or use another folder"
        case .file(let path, let call, let reason): "\(path): \(call) failed: \(reason)"
        case .diskFull: "the disk is full"
        case .busy: "the database is locked by another process, and has been for too long"
        case .damaged(let reason): "the database is damaged: \(reason). Restore a backup"
        case .newerDatabase(let found, let known):
            "the database has version \(found), written by a later word2img; this one knows versions up to \(known)"
        case .database(let reason): "the database failed: \(reason)"
        }
    }
}

extension StorageError {
    init(_ error: DatabaseError) {
        let reason = error.message ?? "code \(error.extendedResultCode.rawValue)"
        self =
            switch error.resultCode {
            case .SQLITE_FULL: .diskFull
            case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged(reason)
            default: .database(reason)
            }
    }

    /// Other errors pass as they are.
    static func translating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do { return try await body() } catch let error as DatabaseError { throw StorageError(error) }
    }
}
