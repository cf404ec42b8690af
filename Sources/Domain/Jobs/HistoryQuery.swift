/// Which part of a key's request history is asked for.
public struct HistoryQuery: Sendable, Hashable {
    /// From 1.
    public var page = 1
    public var perPage = 20
    /// Submitted at or after.
    public var from: Timestamp?
    /// Submitted before.
    public var before: Timestamp?
    /// A part of the model's slug, upper and lower case as they are.
    public var model: String?
    /// Empty for all states.
    public var states: Set<JobState> = []
    public var sortBy = SortKey.submission
    public var isAscending = false

    public init() {}

    public static let pageSizes = 1...100

    /// Jobs that are equal under it are sorted by submission.
    public enum SortKey: String, Sendable, Hashable, CaseIterable {
        case submission = "model_created"
        case model = "model_name"
        case cost = "credits_deduction"
    }
}
