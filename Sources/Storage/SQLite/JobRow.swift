internal import Domain
internal import GRDB

/// What transitions need to know of a job.
struct JobRow {
    let number: Int64
    let id: JobID
    let key: KeyID
    let account: AccountID
    let state: JobState
    let estimate: Money
    let token: FencingToken
    let retryCount: Int
    let leaseUntil: Timestamp?
    let resultUntil: Timestamp?

    static let columns =
        "number, id, key_id, account_id, state, estimate, token, retry_count, lease_until, result_until"

    init(_ row: Row) {
        number = row["number"]
        id = row["id"]
        key = row["key_id"]
        account = row["account_id"]
        state = row["state"]
        estimate = row["estimate"]
        token = row["token"]
        retryCount = row["retry_count"]
        leaseUntil = row["lease_until"]
        resultUntil = row["result_until"]
    }

    /// Whether the job has ended and what it ended with can't be fetched any more.
    func isGone(at now: Timestamp) -> Bool { resultUntil.map { $0 <= now } ?? false }
}
