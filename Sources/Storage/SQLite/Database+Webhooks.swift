internal import Domain
internal import GRDB

/// The parts of the outbox's operations.
extension Database {
    func insertDelivery(to url: String, of job: JobRow) throws {
        var generator = SystemRandomNumberGenerator()
        try run(
            "INSERT INTO delivery (job, id, key_id, url) VALUES (?, ?, ?, ?)",
            [job.number, DeliveryID(using: &generator), job.key, url])
    }

    /// The job ends, with this transaction. Most jobs have no webhook.
    func makeDeliveryDue(for job: JobRow, at now: Timestamp) throws {
        try run("UPDATE delivery SET due_at = ? WHERE job = ?", [now, job.number])
    }

    /// Key by key the first few, so that a long backlog costs no more than a short one; each counts for as many as
    /// its key has on their way before it.
    func takeDueDeliveries(limit: Int, lease: Duration, at now: Timestamp) throws -> [WebhookDelivery] {
        try rows(
            """
            SELECT job, delivery.id, job.id AS job_id, delivery.key_id, url, attempts + 1 AS attempt,
                row_number() OVER (PARTITION BY delivery.key_id ORDER BY due_at, job) + (
                    SELECT count(*) FROM delivery AS taken
                    WHERE taken.key_id = delivery.key_id AND taken.lease_until > 0 AND taken.lease_until > :now
                ) AS turn
            FROM api_key CROSS JOIN delivery ON job IN (
                SELECT free.job FROM delivery AS free
                WHERE free.key_id = api_key.id AND outcome IS NULL AND due_at <= :now AND lease_until <= :now
                ORDER BY due_at, free.job LIMIT :limit
            ) JOIN job ON number = job
            ORDER BY turn, due_at, job LIMIT :limit
            """, ["now": now, "limit": max(0, limit)]
        ).map { row in
            let delivery = WebhookDelivery(
                id: row["id"], job: row["job_id"], key: row["key_id"], url: row["url"], attempt: row["attempt"])
            try run(
                "UPDATE delivery SET attempts = ?, lease_until = ? WHERE job = ?",
                [delivery.attempt, now + lease, row["job"] as Int64])
            return delivery
        }
    }

    func record(_ attempt: DeliveryAttempt, of job: Int64, then state: DeliveryState) throws {
        let (status, error): (Int?, String?) =
            switch attempt.result {
            case .status(let status): (status, nil)
            case .error(let sentence): (nil, sentence)
            }
        try run(
            """
            INSERT OR IGNORE INTO delivery_attempt (job, number, at, status, error)
            SELECT job, ?, ?, ?, ? FROM delivery WHERE job = ?
            """, [attempt.number, attempt.at, status, error, job])
        let isLatest = "job = ? AND outcome IS NULL AND attempts = ?"
        switch state {
        case .delivered: try run("UPDATE delivery SET outcome = 'delivered', lease_until = 0 WHERE job = ?", [job])
        case .givenUp:
            try run(
                "UPDATE delivery SET outcome = 'given up', lease_until = 0 WHERE \(isLatest)", [job, attempt.number])
        case .due(let time):
            try run(
                "UPDATE delivery SET due_at = ?, lease_until = 0 WHERE \(isLatest)", [time, job, attempt.number])
        }
    }

    func webhookSecret(of key: KeyID) throws -> WebhookSecret? {
        try value(WebhookSecret.self, "SELECT webhook_secret FROM api_key WHERE id = ?", [key])
    }

    func renewWebhookSecret(of key: KeyID) throws -> WebhookSecret {
        var generator = SystemRandomNumberGenerator()
        let secret = WebhookSecret(using: &generator)
        try run("UPDATE api_key SET webhook_secret = ? WHERE id = ?", [secret, key])
        guard changesCount == 1 else { throw StoreError.unknownKey(key) }
        return secret
    }
}
