/// The jobs as workers see them. As in ``JobStore``, every method is one transaction.
///
/// What takes a lease throws ``StoreError/leaseLost(_:)`` when the worker no longer holds the job: it stops at once,
/// removes the blobs it has put for it, and reports nothing.
public protocol JobQueue: Sendable {
    /// Takes a job, whose state becomes PROCESSING, for the policy's lease duration. nil when there is none to take.
    ///
    /// Fair between keys: of the keys that wait and may run one more job, the one with the fewest running jobs is next,
    /// of several the one whose last claim lies furthest back; of its jobs the oldest. So a key with a hundred jobs
    /// takes turns with a key that has one. Jobs whose leases have run out are queued again first, at their old place.
    func claim(by worker: WorkerID) async throws -> Claim?

    /// Keeps a job: a heartbeat. The new lease replaces the old one, whose token it has.
    func extend(_ lease: Lease) async throws -> Lease

    /// Whether the job is still the worker's. Cheap, writes nothing: asked between two steps, it is how a cancellation
    /// reaches the worker.
    func holds(_ lease: Lease) async throws -> Bool

    /// Ends the job as COMPLETED: takes the cost, releases the rest of the reservation, keeps the outputs, drops the
    /// control picture.
    ///
    /// Throws ``StoreError/badValue(_:)`` for a cost outside 0 to the estimate; the job is then as it was.
    func complete(_ lease: Lease, with completion: Completion) async throws

    /// Ends the job as FAILED: releases the reservation, keeps the outputs, drops the control picture.
    func fail(_ lease: Lease, with failure: JobFailure, outputs: [JobOutput]) async throws

    /// Queues the job again at its old place: the worker is about to stop. No retry is counted.
    func giveBack(_ lease: Lease) async throws

    /// For a worker that is known to be dead: as if all its leases had run out. Answers how many there were.
    @discardableResult
    func releaseLeases(of worker: WorkerID) async throws -> Int
}

extension JobQueue {
    /// Without outputs.
    public func fail(_ lease: Lease, with failure: JobFailure) async throws {
        try await fail(lease, with: failure, outputs: [])
    }
}
