public import Domain
internal import GRDB

extension SQLiteStore: BlobRegistry {
    public func record(_ upload: BlobRecord) async throws {
        try await write { db in
            try db.run(
                """
                INSERT INTO blob (name, role, key_id, content_type, byte_count, expires_at)
                VALUES (?, 'upload', ?, ?, ?, ?)
                """, [upload.name, upload.key, upload.contentType, upload.byteCount, upload.expiresAt])
        }
    }

    public func blob(_ name: BlobName) async throws -> BlobRecord? {
        let now = time.now
        return try await read { db in
            try db.row(
                """
                SELECT name, key_id, role, content_type, byte_count, expires_at FROM blob
                WHERE name = ? AND role <> 'input' AND is_doomed = 0 AND expires_at > ?
                """, [name, now]
            ).map(BlobRecord.init)
        }
    }

    public func deleteUpload(_ name: BlobName, of key: KeyID) async throws -> Bool {
        let now = time.now
        return try await write { db in
            try db.run(
                """
                UPDATE blob SET is_doomed = 1
                WHERE name = ? AND key_id = ? AND role = 'upload' AND is_doomed = 0 AND expires_at > ?
                """, [name, key, now])
            return db.changesCount == 1
        }
    }

    public func doomedBlobs(limit: Int) async throws -> [BlobName] {
        try await read { db in
            try db.values(BlobName.self, "SELECT name FROM blob WHERE is_doomed = 1 LIMIT ?", [max(0, limit)])
        }
    }

    public func forget(_ names: [BlobName]) async throws {
        try await write { db in
            for name in names { try db.run("DELETE FROM blob WHERE name = ? AND is_doomed = 1", [name]) }
        }
    }

    public func unknown(among names: [BlobName]) async throws -> [BlobName] {
        try await read { db in
            try names.filter { try db.value(Bool.self, "SELECT 1 FROM blob WHERE name = ?", [$0]) == nil }
        }
    }
}
