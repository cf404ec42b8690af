/// Where a job stands, under the published names.
///
/// ```
///             claim                 complete
///   QUEUED ──────────► PROCESSING ──────────► COMPLETED
///     │  ▲                │    │
///     │  └────────────────┘    │ fail, cancel, retries used up
///     │    lease lost or       ▼
///     └──────────────────►  FAILED
///      cancel, waited too long
/// ```
public enum JobState: String, Sendable, Hashable, CaseIterable {
    case queued = "QUEUED"
    case processing = "PROCESSING"
    case completed = "COMPLETED"
    case failed = "FAILED"

    /// Such a job never changes its state again, and holds no money.
    public var isTerminal: Bool { successors.isEmpty }

    /// The states that may come next.
    public var successors: Set<JobState> {
        switch self {
        case .queued: [.processing, .failed]
        case .processing: [.queued, .completed, .failed]
        case .completed, .failed: []
        }
    }
}
