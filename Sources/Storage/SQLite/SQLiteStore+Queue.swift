public import Domain
internal import Foundation
internal import GRDB

extension SQLiteStore: JobQueue {
    public func claim(by worker: WorkerID) async throws -> Claim? {
        let now = time.now, policy = policy
        // An idle worker asks often: it must not take the write lock for that.
        let isWorthwhile = try await read { db in
            try db.value(
                Bool.self,
                """
                SELECT EXISTS (SELECT 1 FROM key_load WHERE queued > 0)
                    OR EXISTS (SELECT 1 FROM job WHERE state = 'PROCESSING' AND lease_until <= ?)
                """, [now])
        }
        guard isWorthwhile == true else { return nil }
        return try await write { db in
            try db.recoverLostJobs(policy: policy, at: now)
            return try db.claimNext(by: worker, policy: policy, at: now)
        }
    }

    public func extend(_ lease: Lease) async throws -> Lease {
        let now = time.now, until = now + policy.leaseDuration
        return try await write { db in
            let job = try db.job(holding: lease, at: now)
            try db.run("UPDATE job SET lease_until = ? WHERE number = ?", [until, job.number])
            return Lease(job: lease.job, worker: lease.worker, token: lease.token, until: until)
        }
    }

    public func holds(_ lease: Lease) async throws -> Bool {
        let now = time.now
        return try await read { db in
            do {
                _ = try db.job(holding: lease, at: now)
                return true
            } catch StoreError.leaseLost { return false }
        }
    }

    public func complete(_ lease: Lease, with completion: Completion) async throws {
        let now = time.now, policy = policy
        try await write { db in
            let job = try db.job(holding: lease, at: now)
            guard (.zero...job.estimate).contains(completion.cost) else {
                throw StoreError.badValue("the cost is \(completion.cost); it must be from 0 to \(job.estimate)")
            }
            try db.complete(job, with: completion, policy: policy, at: now)
        }
    }

    public func fail(_ lease: Lease, with failure: JobFailure, outputs: [JobOutput]) async throws {
        let now = time.now, policy = policy
        try await write { db in
            let job = try db.job(holding: lease, at: now)
            try db.fail(job, with: failure, policy: policy, at: now)
            try db.insert(outputs, of: job, policy: policy, at: now)
        }
    }

    public func giveBack(_ lease: Lease) async throws {
        let now = time.now
        try await write { db in
            let job = try db.job(holding: lease, at: now)
            try db.requeue(job, retryCount: job.retryCount)
        }
    }

    @discardableResult
    public func releaseLeases(of worker: WorkerID) async throws -> Int {
        let now = time.now, policy = policy
        return try await write { db in
            let jobs = try db.rows(
                "SELECT \(JobRow.columns) FROM job WHERE state = 'PROCESSING' AND worker = ?", [worker]
            ).map(JobRow.init)
            for job in jobs { try db.lose(job, policy: policy, at: now) }
            return jobs.count
        }
    }
}
