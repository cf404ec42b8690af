internal import Domain
internal import GRDB

/// Each finds where two accounts of the same thing differ.
extension Database {
    func accountFaults() throws -> [AuditFault] {
        try rows(
            """
            SELECT account.id, balance, reserved, coalesce(sum(balance_change), 0) AS balance_sum,
                coalesce(sum(reserved_change), 0) AS reserved_sum
            FROM account LEFT JOIN ledger ON account_id = account.id GROUP BY account.id
            HAVING balance <> balance_sum OR reserved <> reserved_sum
            """
        ).flatMap { row -> [AuditFault] in
            let account: AccountID = row["id"]
            let balance: (found: Money, ledger: Money) = (row["balance"], row["balance_sum"])
            let reserved: (found: Money, ledger: Money) = (row["reserved"], row["reserved_sum"])
            return
                (balance.found == balance.ledger
                ? [] : [.balance(account, found: balance.found, ledger: balance.ledger)])
                + (reserved.found == reserved.ledger
                    ? [] : [.reserved(account, found: reserved.found, ledger: reserved.ledger)])
        }
    }

    func reservationFaults() throws -> [AuditFault] {
        try rows(
            """
            SELECT account.id, reserved, coalesce(sum(estimate), 0) AS jobs
            FROM account LEFT JOIN job ON account_id = account.id AND finished_at IS NULL GROUP BY account.id
            HAVING reserved <> jobs
            """
        ).map { .reservations($0["id"], found: $0["reserved"], jobs: $0["jobs"]) }
    }

    /// A job that the history has forgotten had ended: it holds nothing, and what it cost is known to the ledger alone.
    func jobFaults() throws -> [AuditFault] {
        try rows(
            """
            WITH moved AS (
                SELECT job_id, sum(reserved_change) AS held,
                    -sum(reserved_change) FILTER (WHERE kind = 'charge') AS charged
                FROM ledger WHERE job_id IS NOT NULL GROUP BY job_id
            ), compared AS (
                SELECT job.id, state, coalesce(held, 0) AS held, iif(finished_at IS NULL, estimate, 0) AS expected,
                    charged, cost, held IS NULL AS is_missing
                FROM job LEFT JOIN moved ON job_id = job.id
                UNION ALL
                SELECT job_id, NULL, held, 0, NULL, NULL, FALSE FROM moved WHERE job_id NOT IN (SELECT id FROM job)
            )
            SELECT * FROM compared WHERE held <> expected OR charged IS NOT cost OR is_missing
            """
        ).map { row in
            let held: Money = row["held"], expected: Money = row["expected"]
            return held == expected
                ? .jobCharged(row["id"], row["state"], found: row["charged"], cost: row["cost"])
                : .jobReserved(row["id"], row["state"], found: held, expected: expected)
        }
    }

    func loadFaults() throws -> [AuditFault] {
        try rows(
            """
            SELECT load.key_id, queued, running, count(*) FILTER (WHERE state = 'QUEUED') AS queued_jobs,
                count(*) FILTER (WHERE state = 'PROCESSING') AS running_jobs
            FROM key_load AS load LEFT JOIN job ON job.key_id = load.key_id AND finished_at IS NULL
            GROUP BY load.key_id HAVING queued <> queued_jobs OR running <> running_jobs
            """
        ).map {
            .load(
                $0["key_id"], found: QueueLoad(queued: $0["queued"], running: $0["running"]),
                jobs: QueueLoad(queued: $0["queued_jobs"], running: $0["running_jobs"]))
        }
    }

    func deliveryFaults() throws -> [AuditFault] {
        try rows(
            """
            SELECT job.id, state FROM delivery JOIN job ON job.number = job
            WHERE (due_at IS NULL) <> (finished_at IS NULL)
            """
        ).map { .delivery($0["id"], $0["state"]) }
    }

    func referenceFaults() throws -> [AuditFault] {
        try rows("PRAGMA foreign_key_check").map { .danglingReference(table: $0["table"]) }
    }
}
