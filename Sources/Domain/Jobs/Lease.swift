/// A worker's right to one job, until a point in time.
///
/// Only the holder of the job's latest lease may extend it, complete, fail or give back the job, and only until it runs
/// out: a worker that was away for too long can change nothing any more, even if nobody else has taken the job yet.
public struct Lease: Sendable, Hashable {
    public let job: JobID
    public let worker: WorkerID
    public let token: FencingToken
    public let until: Timestamp

    public init(job: JobID, worker: WorkerID, token: FencingToken, until: Timestamp) {
        self.job = job
        self.worker = worker
        self.token = token
        self.until = until
    }
}
