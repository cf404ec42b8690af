public import Domain
internal import GRDB

extension SQLiteStore {
    public func history(_ query: HistoryQuery, of key: KeyID) async throws -> HistoryPage {
        guard HistoryQuery.pageSizes.contains(query.perPage) else {
            let sizes = HistoryQuery.pageSizes
            throw StoreError.badValue(
                "per_page is \(query.perPage); it must be from \(sizes.lowerBound) to \(sizes.upperBound)")
        }
        let (offset, overflow) = (query.page - 1).multipliedReportingOverflow(by: query.perPage)
        guard query.page >= 1, !overflow else {
            throw StoreError.badValue("page is \(query.page); it must be from 1 to the number of pages")
        }
        let now = time.now
        let filter = """
            key_id = :key AND submitted_at >= :from AND submitted_at < :before AND instr(model, :model) > 0
                AND instr(:states, state) > 0
            """
        let states = query.states.isEmpty ? Set(JobState.allCases) : query.states
        let arguments: StatementArguments = [
            "key": key, "from": query.from?.milliseconds ?? .min, "before": query.before?.milliseconds ?? .max,
            "model": query.model ?? "", "states": states.map(\.rawValue).sorted().joined(separator: " "),
        ]
        let rows: StatementArguments = ["limit": query.perPage, "offset": offset]
        return try await read { db in
            let total = try db.value(Int.self, "SELECT count(*) FROM job WHERE \(filter)", arguments) ?? 0
            let jobs = try db.rows(
                """
                SELECT \(Job.columns) FROM job WHERE \(filter) ORDER BY \(query.order) LIMIT :limit OFFSET :offset
                """, arguments + rows)
            return HistoryPage(jobs: try jobs.map { try db.fullJob($0, at: now) }, total: total)
        }
    }

    public func historyEntry(_ id: JobID, of key: KeyID) async throws -> Job? {
        let now = time.now
        return try await read { db in
            guard let job = try db.fullJob(id, at: now), job.key == key else { return nil }
            return job
        }
    }

    public func anyJob(_ id: JobID) async throws -> Job? {
        let now = time.now
        return try await read { db in try db.fullJob(id, at: now) }
    }
}

extension HistoryQuery {
    /// Ends with a unique column, so that no row is on two pages.
    fileprivate var order: String {
        let direction = isAscending ? "ASC" : "DESC"
        let submission = "submitted_at \(direction), number \(direction)"
        return switch sortBy {
        case .submission: submission
        case .model: "model \(direction), \(submission)"
        case .cost: "coalesce(cost, 0) \(direction), \(submission)"
        }
    }
}
