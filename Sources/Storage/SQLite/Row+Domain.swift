internal import Domain
internal import GRDB

extension QueueLoad {
    init(_ row: Row) { self.init(queued: row["queued"], running: row["running"]) }
}

extension Account {
    static let columns = "id, name, balance, reserved, created_at"

    init(_ row: Row) {
        self.init(
            id: row["id"], name: row["name"], balance: row["balance"], reserved: row["reserved"],
            createdAt: row["created_at"])
    }
}

extension Credits {
    init(_ row: Row) { self.init(balance: row["balance"], reserved: row["reserved"]) }
}

extension KeyRecord {
    static let columns = """
        id, account_id, name, scopes, models, requests_per_minute, max_running, max_queued, is_disabled, created_at
        """

    init(_ row: Row) {
        self.init(
            id: row["id"], account: row["account_id"], name: row["name"], permissions: KeyPermissions(row),
            limits: KeyLimits(
                requestsPerMinute: row["requests_per_minute"], running: row["max_running"], queued: row["max_queued"]),
            isDisabled: row["is_disabled"], createdAt: row["created_at"])
    }
}

/// Sets are text with commas between their members.
extension KeyPermissions {
    fileprivate init(_ row: Row) {
        let scopes: String = row["scopes"], models: String? = row["models"]
        self.init(
            scopes: Set(scopes.split(separator: ",").compactMap { Scope(rawValue: String($0)) }),
            models: models.map { Set($0.split(separator: ",").map(String.init)) })
    }

    var scopesText: String { scopes.map(\.rawValue).sorted().joined(separator: ",") }
    var modelsText: String? { models.map { $0.sorted().joined(separator: ",") } }
}

extension LedgerEntry {
    init(_ row: Row) {
        self.init(
            kind: row["kind"], balanceChange: row["balance_change"], reservedChange: row["reserved_change"],
            job: row["job_id"], note: row["note"], at: row["at"])
    }
}

extension BlobRecord {
    init(_ row: Row) {
        self.init(
            name: row["name"], key: row["key_id"], role: row["role"], contentType: row["content_type"],
            byteCount: row["byte_count"], expiresAt: row["expires_at"])
    }
}

extension JobOutput {
    init(_ row: Row) {
        self.init(
            blob: row["name"], contentType: row["content_type"], byteCount: row["byte_count"],
            size: PictureSize(width: row["width"], height: row["height"]),
            // SQLite's integers have a sign, seeds have none: the bits are the same.
            seed: UInt64(bitPattern: row["seed"]))
    }
}

extension Job {
    static let columns = """
        number, id, key_id, model, inputs, state, estimate, retry_count, submitted_at, started_at, finished_at, cost,
        inference_ms, details, failure_code, failure_message, failure_details
        """

    init(_ row: Row, outputs: [JobOutput]) {
        self.init(
            id: row["id"], key: row["key_id"], model: row["model"], inputs: row["inputs"], state: row["state"],
            estimate: row["estimate"], retryCount: row["retry_count"], submittedAt: row["submitted_at"])
        startedAt = row["started_at"]
        finishedAt = row["finished_at"]
        switch state {
        case .queued, .processing: break
        case .completed:
            outcome = .completed(
                cost: row["cost"], outputs: outputs, inferenceTime: .milliseconds(row["inference_ms"] as Int64),
                details: row["details"])
        case .failed:
            outcome = .failed(
                JobFailure(
                    row["failure_code"], row["failure_message"], details: row["failure_details"] as String? ?? "{}"),
                outputs: outputs)
        }
    }
}

extension DeliveryAttempt {
    init(_ row: Row) {
        let status: Int? = row["status"]
        self.init(
            number: row["number"], at: row["at"], result: status.map(Result.status) ?? .error(row["error"] ?? ""))
    }
}

extension DeliveryLog {
    init(_ row: Row, attempts: [DeliveryAttempt]) {
        let outcome: String? = row["outcome"], due: Timestamp? = row["due_at"]
        let state: DeliveryState? =
            switch outcome {
            case "delivered": .delivered
            case nil: due.map(DeliveryState.due)
            default: .givenUp
            }
        self.init(id: row["id"], url: row["url"], state: state, attempts: attempts)
    }
}
