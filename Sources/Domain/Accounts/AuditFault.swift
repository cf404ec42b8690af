/// Something that can't be if the store has worked as it should: each names what was found and what it should be.
public enum AuditFault: Sendable, Hashable {
    /// The account's balance is not the sum of its ledger entries.
    case balance(AccountID, found: Money, ledger: Money)
    /// The account's reserved amount is not the sum of its ledger entries.
    case reserved(AccountID, found: Money, ledger: Money)
    /// The account's reserved amount is not the sum of the estimates of its jobs that have not ended.
    case reservations(AccountID, found: Money, jobs: Money)
    /// The ledger holds another amount for the job than its state asks for: its estimate until it ends, then nothing.
    /// No state: the history has forgotten the job.
    case jobReserved(JobID, JobState?, found: Money, expected: Money)
    /// The ledger charged another amount than the job's cost; nil for no charge, and for no cost.
    case jobCharged(JobID, JobState?, found: Money?, cost: Money?)
    /// The counters that claims and limits go by are not what the jobs say.
    case load(KeyID, found: QueueLoad, jobs: QueueLoad)
    /// The job's webhook was never due although the job has ended, or is due although it has not.
    case delivery(JobID, JobState)
    /// A row refers to one that is not there.
    case danglingReference(table: String)
}
