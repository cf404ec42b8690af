internal import Domain
internal import Foundation
internal import GRDB

/// The parts of a worker's operations.
extension Database {
    @discardableResult
    func recoverLostJobs(policy: JobPolicy, at now: Timestamp) throws -> Int {
        let jobs = try rows(
            "SELECT \(JobRow.columns) FROM job WHERE state = 'PROCESSING' AND lease_until <= ?", [now]
        ).map(JobRow.init)
        for job in jobs { try lose(job, policy: policy, at: now) }
        return jobs.count
    }

    func claimNext(by worker: WorkerID, policy: JobPolicy, at now: Timestamp) throws -> Claim? {
        guard
            let key = try value(
                KeyID.self,
                """
                SELECT key_id FROM key_load JOIN api_key ON id = key_id
                WHERE queued > 0 AND running < coalesce(max_running, ?) ORDER BY running, turn, key_id LIMIT 1
                """, [policy.runningPerKey]),
            let row = try row(
                """
                SELECT number, id, model, task, estimate, token FROM job WHERE key_id = ? AND state = 'QUEUED'
                ORDER BY number LIMIT 1
                """, [key])
        else { return nil }
        let number: Int64 = row["number"]
        let token = FencingToken(count: (row["token"] as Int64) + 1)
        let lease = Lease(job: row["id"], worker: worker, token: token, until: now + policy.leaseDuration)
        try run(
            """
            UPDATE job SET state = 'PROCESSING', token = ?, worker = ?, lease_until = ?, started_at = ? WHERE number = ?
            """, [token, worker, lease.until, now, number])
        try run("UPDATE key_load SET turn = (SELECT max(turn) FROM key_load) + 1 WHERE key_id = ?", [key])
        return Claim(
            lease: lease, model: row["model"], task: row["task"], picture: try picture(ofJob: number),
            estimate: row["estimate"])
    }

    func complete(_ job: JobRow, with completion: Completion, policy: JobPolicy, at now: Timestamp) throws {
        try run(
            """
            UPDATE job SET state = 'COMPLETED', worker = NULL, lease_until = NULL, finished_at = :now,
                result_until = :until, cost = :cost, inference_ms = :inference, details = :details
            WHERE number = :number
            """,
            [
                "number": job.number, "now": now, "until": now + policy.resultRetention, "cost": completion.cost,
                "inference": completion.inferenceTime.wholeMilliseconds, "details": completion.details,
            ])
        try settle(job, cost: completion.cost, at: now)
        try dropPicture(of: job)
        try makeDeliveryDue(for: job, at: now)
        try insert(completion.outputs, of: job, policy: policy, at: now)
    }

    /// From now on they are the job's.
    func insert(_ outputs: [JobOutput], of job: JobRow, policy: JobPolicy, at now: Timestamp) throws {
        for (position, output) in outputs.enumerated() {
            try run(
                """
                INSERT INTO blob
                    (name, role, key_id, job, position, content_type, byte_count, width, height, seed, expires_at)
                VALUES (?, 'output', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    output.blob, job.key, job.number, position, output.contentType, output.byteCount, output.size.width,
                    output.size.height, Int64(bitPattern: output.seed), now + policy.outputRetention,
                ])
        }
    }

    private func picture(ofJob number: Int64) throws -> JobInput? {
        if let bytes = try value(Data.self, "SELECT bytes FROM job_picture WHERE job = ?", [number]) {
            return .inline([UInt8](bytes))
        }
        return try value(BlobName.self, "SELECT name FROM blob WHERE job = ? AND role = 'input'", [number])
            .map(JobInput.blob)
    }
}
