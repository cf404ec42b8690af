internal import GRDB

/// The database's tables, as a list of versions: a migration is never changed once it was released, only followed by
/// others.
enum Schema {
    /// The number of migrations applied is the database's `user_version`.
    private static let migrations: [String] = [version1, version2, version3]

    /// Brings the database to the latest version. One transaction, so that of several processes one does the work and
    /// the others find it done.
    static func migrate(_ db: Database) throws {
        try db.inTransaction(.immediate) {
            let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            guard found <= migrations.count else {
                throw StorageError.newerDatabase(found: found, known: migrations.count)
            }
            guard found < migrations.count else { return .commit }
            for migration in migrations[found...] { try db.execute(sql: migration) }
            try db.execute(sql: "PRAGMA user_version = \(migrations.count)")
            return .commit
        }
    }
}
