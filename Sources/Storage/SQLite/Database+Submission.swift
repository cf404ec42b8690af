internal import Domain
internal import Foundation
internal import GRDB

/// The parts of a submission.
extension Database {
    /// What an idempotency key stands for, if it was seen within the retention.
    func replay(
        of idempotency: Submission.Idempotency, key: KeyID, policy: JobPolicy, at now: Timestamp
    ) throws -> SubmissionReceipt? {
        guard
            let seen = try row(
                """
                SELECT fingerprint, job_id FROM idempotency
                WHERE key_id = ? AND idempotency_key = ? AND created_at > ?
                """, [key, idempotency.key, now - policy.idempotencyRetention])
        else { return nil }
        let id: JobID = seen["job_id"]
        guard seen["fingerprint"] == Data(idempotency.fingerprint) else { throw StoreError.idempotencyConflict(id) }
        return .replayed(id, isGone: try job(id)?.isGone(at: now) ?? true)
    }

    func checkLimits(of key: KeyID, _ policy: JobPolicy) throws {
        guard
            let row = try row(
                """
                SELECT is_disabled, max_queued, queued FROM api_key JOIN key_load ON key_id = id WHERE id = ?
                """, [key])
        else { throw StoreError.unknownKey(key) }
        guard !(row["is_disabled"] as Bool) else { throw StoreError.keyDisabled(key) }
        let limit: Int = row["max_queued"] ?? policy.queuedPerKey, queued: Int = row["queued"]
        guard queued < limit else { throw StoreError.queueFull(.key, limit: limit) }
        let all = try value(Int.self, "SELECT sum(queued) FROM key_load WHERE queued > 0") ?? 0
        guard all < policy.queuedInAll else { throw StoreError.queueFull(.all, limit: policy.queuedInAll) }
    }

    /// Of guaranteed jobs. Those that have not ended may yet fail.
    func checkUnreadable(of key: KeyID, _ policy: JobPolicy, at now: Timestamp) throws {
        let count = try value(
            Int.self,
            """
            SELECT count(*) FROM job WHERE key_id = ? AND is_guaranteed = 1
                AND (finished_at IS NULL OR finished_at > ? AND failure_code = 'unreadable')
            """, [key, now - .seconds(24 * 3600)])
        guard count ?? 0 < policy.unreadablePerDay else {
            throw StoreError.tooManyUnreadable(limit: policy.unreadablePerDay)
        }
    }

    func insert(_ submission: Submission, at now: Timestamp) throws {
        guard submission.estimate >= .zero else {
            throw StoreError.badValue("the estimate is \(submission.estimate); it must be at least 0")
        }
        try run(
            """
            INSERT INTO job (id, key_id, account_id, model, inputs, task, state, estimate, submitted_at, is_guaranteed)
            SELECT :id, id, account_id, :model, :inputs, :task, 'QUEUED', :estimate, :now, :guaranteed
            FROM api_key WHERE id = :key
            """,
            [
                "id": submission.id, "key": submission.key, "model": submission.model, "inputs": submission.inputs,
                "task": submission.task, "estimate": submission.estimate, "now": now,
                "guaranteed": submission.isGuaranteed,
            ])
        guard let job = try job(submission.id) else { throw StoreError.unknownKey(submission.key) }
        try reserve(job.estimate, for: job, at: now)
        try insert(submission.picture, of: job)
        if let url = submission.webhook { try insertDelivery(to: url, of: job) }
        if let idempotency = submission.idempotency {
            try run(
                """
                INSERT OR REPLACE INTO idempotency (key_id, idempotency_key, fingerprint, job_id, created_at)
                VALUES (?, ?, ?, ?, ?)
                """, [job.key, idempotency.key, Data(idempotency.fingerprint), job.id, now])
        }
    }

    private func insert(_ picture: JobInput?, of job: JobRow) throws {
        switch picture {
        case .inline(let bytes):
            try run("INSERT INTO job_picture (job, bytes) VALUES (?, ?)", [job.number, Data(bytes)])
        case .blob(let name):
            try run(
                """
                INSERT INTO blob (name, role, key_id, job) VALUES (?, 'input', ?, ?)
                """, [name, job.key, job.number])
        case nil: break
        }
    }
}
