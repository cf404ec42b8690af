public import Domain
internal import GRDB

/// Jobs, accounts and the registry of blobs in one SQLite database, which several processes use at a time.
///
/// Write-ahead log, synced at every commit: what was answered survives the loss of power.
public final class SQLiteStore: Sendable {
    let policy: JobPolicy
    let time: any TimeSource
    private let pool: DatabasePool
    private let writes: WriteGroup
    let checkpoints: DatabaseQueue

    /// Opens the folder's database, makes it where it is missing, and brings it to the latest version.
    ///
    /// - Parameter lockTimeout: how long a write waits for other processes before it fails with ``StorageError/busy``.
    ///   Each holds the lock for one group of writes at a time.
    public init(
        _ folder: DataFolder, policy: JobPolicy = JobPolicy(), time: any TimeSource = SystemTime(),
        lockTimeout: Duration = .seconds(10)
    ) throws {
        let lock = try folder.lockForOpening()
        self.policy = policy
        self.time = time
        do {
            pool = try Self.open(folder.database, lockTimeout: lockTimeout)
            checkpoints = try DatabaseQueue(path: folder.database)
        } catch let error as DatabaseError { throw StorageError(error) }
        writes = WriteGroup(pool)
        withExtendedLifetime(lock) {}
    }

    /// One snapshot of the database, read on the caller's thread: the log lets no reader wait for a writer, and handing a
    /// question of some microseconds to another thread and back takes longer than its answer.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await StorageError.translating { try snapshot(body) }
    }

    private func snapshot<Value>(_ body: (Database) throws -> Value) throws -> Value { try pool.read(body) }

    /// One transaction, durable when it returns.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await StorageError.translating { try await writes.run(body) }
    }

    /// A copy of the database as it is at one moment, while others go on: a file that a fresh data folder may hold as
    /// its database. Blobs are not in it.
    ///
    /// - Parameter path: of a file that is not there yet.
    public func backup(to path: String) async throws {
        try await StorageError.translating {
            try await pool.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [path]) }
        }
    }

    /// What SQLite's own check of the whole file says; empty for a sound one.
    public func integrityFaults() async throws -> [String] {
        try await read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" } }
    }

    /// A setting of the connection that writes, under the name of its pragma.
    package func setting(_ pragma: String) async throws -> String? {
        try await pool.writeWithoutTransaction { db in try String.fetchOne(db, sql: "PRAGMA \(pragma)") }
    }

    package func set(_ pragma: String, to value: Int) async throws {
        try await pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA \(pragma) = \(value)") }
    }

    /// Pages of the write-ahead log, 32 MB: more than that are not left in it.
    static let checkpointLimit = 8192

    private static func open(_ path: String, lockTimeout: Duration) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(Double(lockTimeout.wholeMilliseconds) / 1000)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864")
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            // The pool sets NORMAL, which syncs at checkpoints only.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // A server does it beside the writes: see ``checkpoint()``. This is for whoever writes without one.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(checkpointLimit * 2)")
            try Schema.migrate(db)
        }
        return pool
    }
}
