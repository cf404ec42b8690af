public import Domain
internal import GRDB

extension SQLiteStore: JobStore {
    public func submit(_ submission: Submission) async throws -> SubmissionReceipt {
        let now = time.now, policy = policy
        return try await write { db in
            if let idempotency = submission.idempotency,
                let receipt = try db.replay(of: idempotency, key: submission.key, policy: policy, at: now)
            {
                return receipt
            }
            try db.checkLimits(of: submission.key, policy)
            if submission.isGuaranteed { try db.checkUnreadable(of: submission.key, policy, at: now) }
            try db.insert(submission, at: now)
            return .accepted(submission.id)
        }
    }

    public func replay(of idempotency: Submission.Idempotency, key: KeyID) async throws -> SubmissionReceipt? {
        let now = time.now, policy = policy
        return try await read { db in try db.replay(of: idempotency, key: key, policy: policy, at: now) }
    }

    public func job(_ id: JobID, of key: KeyID) async throws -> Job? {
        let now = time.now
        return try await read { db in
            try db.row(
                """
                SELECT \(Job.columns) FROM job
                WHERE id = ? AND key_id = ? AND (result_until IS NULL OR result_until > ?)
                """, [id, key, now]
            ).map { try db.fullJob($0, at: now) }
        }
    }

    public func queuePosition(of id: JobID) async throws -> Int? {
        try await read { db in
            // The job's level is how many of its key's jobs will run before it. Claims go level by level; within one,
            // keys that start with more running jobs come first, since their turn lies further back.
            try db.value(
                Int.self,
                """
                WITH mine AS (
                    SELECT job.key_id, running, turn, running + (
                        SELECT count(*) FROM job AS before
                        WHERE before.key_id = job.key_id AND before.state = 'QUEUED' AND before.number < job.number
                    ) AS level
                    FROM job JOIN key_load USING (key_id) WHERE job.id = ? AND job.state = 'QUEUED'
                )
                SELECT mine.level - mine.running + (
                    SELECT coalesce(sum(
                        min(queued, max(0, mine.level - other.running
                            + ((other.running, -other.turn, -other.key_id)
                                > (mine.running, -mine.turn, -mine.key_id))))), 0)
                    FROM key_load AS other WHERE queued > 0 AND other.key_id <> mine.key_id
                )
                FROM mine
                """, [id])
        }
    }

    public func cancel(_ id: JobID, of key: KeyID) async throws -> Job? {
        let now = time.now, policy = policy
        return try await write { db in
            guard let job = try db.job(id), job.key == key, !job.isGone(at: now) else { return nil }
            if !job.state.isTerminal {
                try db.fail(job, with: JobFailure(.cancelled, "cancelled by its owner"), policy: policy, at: now)
            }
            return try db.fullJob(id, at: now)
        }
    }

    public func deleteResult(_ id: JobID, of key: KeyID) async throws -> Bool {
        let now = time.now
        return try await write { db in
            guard let job = try db.job(id), job.key == key, !job.isGone(at: now) else { return false }
            guard job.state.isTerminal else { throw StoreError.notFinished(id) }
            // Zero rather than now: a clock that jumps back must not bring it back.
            try db.run("UPDATE job SET result_until = 0 WHERE number = ?", [job.number])
            try db.run("UPDATE blob SET is_doomed = 1 WHERE job = ?", [job.number])
            return true
        }
    }

    public func load(of key: KeyID) async throws -> QueueLoad {
        try await read { db in
            try db.row("SELECT queued, running FROM key_load WHERE key_id = ?", [key]).map(QueueLoad.init)
                ?? QueueLoad(queued: 0, running: 0)
        }
    }

    public func load() async throws -> QueueLoad {
        try await read { db in
            try db.row("SELECT coalesce(sum(queued), 0) AS queued, coalesce(sum(running), 0) AS running FROM key_load")
                .map(QueueLoad.init) ?? QueueLoad(queued: 0, running: 0)
        }
    }

    public func oldestQueued() async throws -> Timestamp? {
        try await read { db in try db.value(Timestamp.self, "SELECT min(submitted_at) FROM job WHERE state = 'QUEUED'")
        }
    }
}
