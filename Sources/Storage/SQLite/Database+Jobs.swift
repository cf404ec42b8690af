internal import Domain
internal import GRDB

/// Jobs with all that is told of them.
extension Database {
    func fullJob(_ id: JobID, at now: Timestamp) throws -> Job? {
        try row("SELECT \(Job.columns) FROM job WHERE id = ?", [id]).map { try fullJob($0, at: now) }
    }

    /// - Parameter row: of ``Job/columns``.
    func fullJob(_ row: Row, at now: Timestamp) throws -> Job {
        let hasEnded = (row["state"] as JobState).isTerminal
        return Job(row, outputs: hasEnded ? try outputs(ofJob: row["number"], at: now) : [])
    }

    private func outputs(ofJob number: Int64, at now: Timestamp) throws -> [JobOutput] {
        try rows(
            """
            SELECT name, content_type, byte_count, width, height, seed FROM blob
            WHERE job = ? AND role = 'output' AND is_doomed = 0 AND expires_at > ? ORDER BY position
            """, [number, now]
        ).map(JobOutput.init)
    }
}
