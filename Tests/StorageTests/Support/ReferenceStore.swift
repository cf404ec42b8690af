import Domain

/// What the store must do, in plain Swift, with dictionaries for tables: the truth that random walks compare with.
struct ReferenceStore {
    struct Job: Equatable {
        var key: KeyID
        var number: Int
        var estimate: Money
        var state = JobState.queued
        var token: Int64 = 0
        var retryCount = 0
        var worker: WorkerID?
        var leaseUntil: Timestamp?
        var submittedAt: Timestamp
        var cost: Money?
        var failure: JobFailure.Code?
        var delivery: Delivery?
    }

    struct Delivery: Equatable {
        /// nil until the job has ended.
        var dueAt: Timestamp?
        var leaseUntil = Timestamp(milliseconds: 0)
        var attempts = 0
        var outcome: String?

        func isFree(at now: Timestamp) -> Bool {
            dueAt.map { $0 <= now } == true && leaseUntil <= now && outcome == nil
        }
    }

    let policy: JobPolicy
    var jobs: [JobID: Job] = [:]
    /// Each key has an account of its own.
    var balances: [KeyID: Int64] = [:]
    var turns: [KeyID: Int] = [:]

    func count(_ state: JobState, of key: KeyID) -> Int { jobs.values.count { $0.key == key && $0.state == state } }

    func reserved(of key: KeyID) -> Int64 {
        jobs.values.filter { $0.key == key && !$0.state.isTerminal }.reduce(0) { $0 + $1.estimate.microDollars }
    }

    func holds(_ lease: Lease, at now: Timestamp) -> Bool {
        guard let job = jobs[lease.job], job.state == .processing, let until = job.leaseUntil else { return false }
        return job.token == lease.token.count && now < until
    }

    /// Whether it is accepted.
    mutating func submit(_ submission: Submission, at now: Timestamp) -> Bool {
        let key = submission.key
        guard count(.queued, of: key) < policy.queuedPerKey,
            jobs.values.count(where: { $0.state == .queued }) < policy.queuedInAll,
            balances[key, default: 0] >= submission.estimate.microDollars
        else { return false }
        balances[key, default: 0] -= submission.estimate.microDollars
        jobs[submission.id] = Job(key: key, number: jobs.count, estimate: submission.estimate, submittedAt: now)
        if submission.webhook != nil { jobs[submission.id]?.delivery = Delivery() }
        return true
    }

    mutating func claim(by worker: WorkerID, at now: Timestamp) -> JobID? {
        recover(at: now)
        let keys = balances.keys.filter {
            count(.queued, of: $0) > 0 && count(.processing, of: $0) < policy.runningPerKey
        }
        func rank(_ key: KeyID) -> (Int, Int, Int64) {
            (count(.processing, of: key), turns[key, default: 0], key.number)
        }
        guard let key = keys.min(by: { rank($0) < rank($1) }),
            let id = jobs.filter({ $0.value.key == key && $0.value.state == .queued })
                .min(by: { $0.value.number < $1.value.number })?.key
        else { return nil }
        turns[key] = (turns.values.max() ?? 0) + 1
        jobs[id]?.state = .processing
        jobs[id]?.token += 1
        jobs[id]?.worker = worker
        jobs[id]?.leaseUntil = now + policy.leaseDuration
        return id
    }

    mutating func recover(at now: Timestamp) {
        for (id, job) in jobs where job.state == .processing && (job.leaseUntil.map { $0 <= now } ?? false) {
            lose(id, job, at: now)
        }
    }

    mutating func release(_ worker: WorkerID, at now: Timestamp) {
        for (id, job) in jobs where job.state == .processing && job.worker == worker { lose(id, job, at: now) }
    }

    mutating func expire(at now: Timestamp) {
        for (id, job) in jobs where job.state == .queued && job.submittedAt <= now - policy.queueTime {
            end(id, cost: nil, failure: .expired, at: now)
        }
    }

    mutating func requeue(_ id: JobID, isRetry: Bool) {
        jobs[id]?.state = .queued
        jobs[id]?.worker = nil
        jobs[id]?.leaseUntil = nil
        if isRetry { jobs[id]?.retryCount += 1 }
    }

    mutating func end(_ id: JobID, cost: Money?, failure: JobFailure.Code?, at now: Timestamp) {
        guard let job = jobs[id] else { return }
        balances[job.key, default: 0] += job.estimate.microDollars - (cost?.microDollars ?? 0)
        jobs[id]?.state = cost == nil ? .failed : .completed
        jobs[id]?.cost = cost
        jobs[id]?.failure = failure
        jobs[id]?.worker = nil
        jobs[id]?.leaseUntil = nil
        jobs[id]?.delivery?.dueAt = now
    }

    private mutating func lose(_ id: JobID, _ job: Job, at now: Timestamp) {
        if job.retryCount < policy.maxRetries {
            requeue(id, isRetry: true)
        } else {
            end(id, cost: nil, failure: .workerLost, at: now)
        }
    }
}
