internal import GRDB

extension SQLiteStore {
    /// Moves what the write-ahead log has gathered into the database. A server calls it again and again, so that no write
    /// has to do it, and to keep all others waiting. Writes go on meanwhile, unless the log has become long.
    public func checkpoint() async throws {
        try await StorageError.translating {
            try await checkpoints.writeWithoutTransaction { db in
                let row = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(PASSIVE)")
                let pages: Int = row?["log"] ?? 0
                // While writes come without a pause the log is never begun anew by itself. Little is left to move now.
                if pages > Self.checkpointLimit { try db.execute(sql: "PRAGMA wal_checkpoint(RESTART)") }
            }
        }
    }
}
