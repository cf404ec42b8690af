/// What became of a submission.
public enum SubmissionReceipt: Sendable, Hashable {
    case accepted(JobID)
    /// The same idempotency key and body were seen within the retention: nothing was queued or reserved. `isGone` when
    /// the first request's result can't be fetched any more.
    case replayed(JobID, isGone: Bool)

    public var job: JobID {
        switch self {
        case .accepted(let job), .replayed(let job, _): job
        }
    }
}
