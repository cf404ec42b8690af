internal import Domain
internal import GRDB

/// The transitions that more than one operation makes. Money moves in the same breath.
extension Database {
    func job(_ id: JobID) throws -> JobRow? {
        try row("SELECT \(JobRow.columns) FROM job WHERE id = ?", [id]).map(JobRow.init)
    }

    /// The job, if the lease is its latest one and has not run out.
    func job(holding lease: Lease, at now: Timestamp) throws -> JobRow {
        guard let job = try job(lease.job), job.state == .processing, job.token == lease.token,
            let until = job.leaseUntil, now < until
        else { throw StoreError.leaseLost(lease.job) }
        return job
    }

    func fail(_ job: JobRow, with failure: JobFailure, policy: JobPolicy, at now: Timestamp) throws {
        try run(
            """
            UPDATE job SET state = 'FAILED', worker = NULL, lease_until = NULL, finished_at = :now,
                result_until = :until, failure_code = :code, failure_message = :message,
                failure_details = :details
            WHERE number = :number
            """,
            [
                "number": job.number, "now": now, "until": now + policy.resultRetention, "code": failure.code,
                "message": failure.message, "details": failure.details,
            ])
        try settle(job, cost: nil, at: now)
        try dropPicture(of: job)
        try makeDeliveryDue(for: job, at: now)
    }

    func requeue(_ job: JobRow, retryCount: Int) throws {
        try run(
            "UPDATE job SET state = 'QUEUED', worker = NULL, lease_until = NULL, retry_count = ? WHERE number = ?",
            [retryCount, job.number])
    }

    /// The job's worker is lost: the job gets another one, as often as the policy allows.
    func lose(_ job: JobRow, policy: JobPolicy, at now: Timestamp) throws {
        guard job.retryCount >= policy.maxRetries else { return try requeue(job, retryCount: job.retryCount + 1) }
        let times = job.retryCount + 1
        try fail(
            job, with: JobFailure(.workerLost, "the worker was lost while it ran this job, \(times) times in all"),
            policy: policy, at: now)
    }

    /// Pictures that clients sent are not kept past the job.
    func dropPicture(of job: JobRow) throws {
        try run("DELETE FROM job_picture WHERE job = ?", [job.number])
        try run("UPDATE blob SET is_doomed = 1 WHERE job = ? AND role = 'input'", [job.number])
    }
}
