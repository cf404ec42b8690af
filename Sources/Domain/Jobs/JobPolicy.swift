/// How long things last and how many there may be. An API key's own limits come before the ones here.
///
/// Every process that uses a store must have the same: a server hands it to its workers as JSON.
public struct JobPolicy: Sendable, Hashable, Codable {
    /// A worker that says nothing for this long has lost its job.
    public var leaseDuration: Duration = .seconds(30)
    /// How often a job is queued again after its worker was lost. The next loss fails it.
    public var maxRetries = 2
    /// A job that waits for longer fails as expired.
    public var queueTime: Duration = .seconds(24 * 3600)
    /// After the end of the job.
    public var resultRetention: Duration = .seconds(3600)
    /// Of output files, after the end of the job.
    public var outputRetention: Duration = .seconds(3600)
    /// Of the request history, after the end of the job. At least the result's retention.
    public var historyRetention: Duration = .seconds(30 * 24 * 3600)
    /// Of idempotency keys, after the submission.
    public var idempotencyRetention: Duration = .seconds(24 * 3600)
    /// A webhook whose attempt has not been recorded for this long is due again. Longer than posting may take.
    public var deliveryLease: Duration = .seconds(60)
    /// Jobs of one key that run at a time. More of them wait.
    public var runningPerKey = 4
    /// Jobs of one key that wait. More of them are refused.
    public var queuedPerKey = 100
    /// Jobs of all keys that wait. More of them are refused.
    public var queuedInAll = 10_000
    /// Guaranteed jobs of one key that may fail as unreadable in 24 hours, which costs nothing. Those that have not ended
    /// count as well; more of them are refused.
    public var unreadablePerDay = 20

    public init() {}
}
