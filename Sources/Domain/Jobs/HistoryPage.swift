public struct HistoryPage: Sendable, Hashable {
    public let jobs: [Job]
    /// On all pages together.
    public let total: Int

    public init(jobs: [Job], total: Int) {
        self.jobs = jobs
        self.total = total
    }
}
