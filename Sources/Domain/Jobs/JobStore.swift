/// The jobs as their owners see them. Money moves with them: every method is one transaction, which happens whole or
/// not at all, and what it answered stays true whatever is killed afterwards.
///
/// A job belongs to one API key. For all others it does not exist.
public protocol JobStore: Sendable {
    /// Queues a job and reserves its estimate.
    ///
    /// With an idempotency key that was seen within the retention, nothing is queued, reserved or limited: the same
    /// body answers the first job, another one is an error.
    ///
    /// Throws ``StoreError/insufficientCredits(balance:needed:)``, ``StoreError/queueFull(_:limit:)``,
    /// ``StoreError/idempotencyConflict(_:)``, ``StoreError/unknownKey(_:)``, ``StoreError/keyDisabled(_:)``.
    func submit(_ submission: Submission) async throws -> SubmissionReceipt

    /// What an idempotency key stands for, if it was seen within the retention; nil otherwise.
    ///
    /// Throws ``StoreError/idempotencyConflict(_:)``.
    func replay(of idempotency: Submission.Idempotency, key: KeyID) async throws -> SubmissionReceipt?

    /// nil when there is no such job, it is another key's, or its result has expired or was deleted.
    func job(_ id: JobID, of key: KeyID) async throws -> Job?

    /// For the operator: any key's job, its result gone or not; nil when there is none, or the history has forgotten it.
    func anyJob(_ id: JobID) async throws -> Job?

    /// How many jobs would be claimed before this one if no job came or ended from now on; nil unless it is QUEUED.
    /// Limits of running jobs are left out of account.
    func queuePosition(of id: JobID) async throws -> Int?

    /// Ends a job that has not ended: FAILED, with the code `cancelled`, its reservation released. A job that has ended
    /// stays as it is. Answers what the job is now; nil as ``job(_:of:)``.
    func cancel(_ id: JobID, of key: KeyID) async throws -> Job?

    /// Makes an ended job's result unreadable and dooms its outputs. Its row in the history stays. False when there is
    /// no result (any more).
    ///
    /// Throws ``StoreError/notFinished(_:)``.
    func deleteResult(_ id: JobID, of key: KeyID) async throws -> Bool

    /// Jobs of any state, those without a result any more among them.
    ///
    /// Throws ``StoreError/badValue(_:)`` for a page or size out of range.
    func history(_ query: HistoryQuery, of key: KeyID) async throws -> HistoryPage

    /// One row of the history.
    func historyEntry(_ id: JobID, of key: KeyID) async throws -> Job?

    func load(of key: KeyID) async throws -> QueueLoad

    /// Of all keys together.
    func load() async throws -> QueueLoad

    /// When the job that has waited longest was submitted; nil when none waits.
    func oldestQueued() async throws -> Timestamp?
}
