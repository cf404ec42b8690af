public import Domain
internal import GRDB

extension SQLiteStore: WebhookStore {
    public func dueDeliveries(limit: Int) async throws -> [WebhookDelivery] {
        let now = time.now, lease = policy.deliveryLease
        // A deliverer asks each second: it must not take the write lock for that.
        let isWorthwhile = try await read { db in
            try db.value(
                Bool.self,
                """
                SELECT EXISTS (SELECT 1 FROM delivery WHERE outcome IS NULL AND due_at <= ? AND lease_until <= ?)
                """, [now, now])
        }
        guard isWorthwhile == true else { return [] }
        return try await write { db in try db.takeDueDeliveries(limit: limit, lease: lease, at: now) }
    }

    public func record(_ attempt: DeliveryAttempt, of job: JobID, then state: DeliveryState) async throws {
        try await write { db in
            guard let job = try db.job(job) else { return }
            try db.record(attempt, of: job.number, then: state)
        }
    }

    public func deliveries(of job: JobID, key: KeyID) async throws -> DeliveryLog? {
        try await read { db in
            guard
                let row = try db.row(
                    """
                    SELECT job, delivery.id, url, due_at, outcome FROM delivery JOIN job ON number = job
                    WHERE job.id = ? AND delivery.key_id = ?
                    """, [job, key])
            else { return nil }
            let attempts = try db.rows(
                "SELECT number, at, status, error FROM delivery_attempt WHERE job = ? ORDER BY number",
                [row["job"] as Int64])
            return DeliveryLog(row, attempts: attempts.map(DeliveryAttempt.init))
        }
    }

    public func webhookSecret(of key: KeyID) async throws -> WebhookSecret {
        // Nearly always there: signing must not take the write lock.
        if let secret = try await read({ db in try db.webhookSecret(of: key) }) { return secret }
        return try await write { db in
            if let secret = try db.webhookSecret(of: key) { return secret }
            return try db.renewWebhookSecret(of: key)
        }
    }

    public func rotateWebhookSecret(of key: KeyID) async throws -> WebhookSecret {
        try await write { db in try db.renewWebhookSecret(of: key) }
    }
}
