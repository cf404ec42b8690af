/// What keeps the store in order. Every method may run at any time, in several processes at once, and does nothing when
/// there is nothing to do.
public protocol JobMaintenance: Sendable {
    /// Queues jobs again whose leases have run out, at their old places. One that was lost more often than the policy
    /// retries fails with the code `worker_lost`, its reservation released. Answers how many there were.
    @discardableResult
    func recoverLostJobs() async throws -> Int

    /// Whatever is over by now: fails jobs that have waited too long (`expired`, released), dooms outputs and uploads,
    /// forgets old idempotency keys and the history past its retention. A bounded number of each; answers whether some
    /// may be left.
    func expire() async throws -> Bool

    /// Proves that the money adds up, or says where it does not: see ``AuditFault``. Sees one moment of the whole
    /// store.
    func audit() async throws -> [AuditFault]
}
