public import Domain
internal import GRDB

extension SQLiteStore: JobMaintenance {
    @discardableResult
    public func recoverLostJobs() async throws -> Int {
        let now = time.now, policy = policy
        return try await write { db in try db.recoverLostJobs(policy: policy, at: now) }
    }

    public func expire() async throws -> Bool {
        let now = time.now, policy = policy
        return try await write { db in
            let failed = try db.expireQueued(policy: policy, at: now)
            let doomed = try db.count(
                """
                UPDATE blob SET is_doomed = 1 WHERE name IN (
                    SELECT name FROM blob WHERE is_doomed = 0 AND expires_at <= ? LIMIT \(Database.expiryBatch))
                """, [now])
            let keys = try db.count(
                """
                DELETE FROM idempotency WHERE (key_id, idempotency_key) IN (
                    SELECT key_id, idempotency_key FROM idempotency WHERE created_at <= ? LIMIT \(Database.expiryBatch))
                """, [now - policy.idempotencyRetention])
            let jobs = try db.count(
                """
                DELETE FROM job WHERE number IN (
                    SELECT number FROM job WHERE finished_at <= ? AND result_until <= ? LIMIT \(Database.expiryBatch))
                """, [now - policy.historyRetention, now])
            return [failed, doomed, keys, jobs].contains(Database.expiryBatch)
        }
    }

    public func audit() async throws -> [AuditFault] {
        try await read { db in
            try db.accountFaults() + db.reservationFaults() + db.jobFaults() + db.loadFaults() + db.deliveryFaults()
                + db.referenceFaults()
        }
    }
}

extension Database {
    /// Bounds the time that one transaction takes.
    fileprivate static let expiryBatch = 500

    fileprivate func count(_ sql: String, _ arguments: StatementArguments) throws -> Int {
        try run(sql, arguments)
        return changesCount
    }

    fileprivate func expireQueued(policy: JobPolicy, at now: Timestamp) throws -> Int {
        let jobs = try rows(
            """
            SELECT \(JobRow.columns) FROM job WHERE state = 'QUEUED' AND submitted_at <= ? LIMIT \(Self.expiryBatch)
            """, [now - policy.queueTime]
        ).map(JobRow.init)
        for job in jobs {
            try fail(
                job, with: JobFailure(.expired, "it waited in the queue for longer than requests may"), policy: policy,
                at: now)
        }
        return jobs.count
    }
}
