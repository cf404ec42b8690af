import Domain
import Storage
import Testing

/// The audit must be able to fail, and the schema must refuse what it can.
struct AuditTests {
    /// One job of each state.
    private func shop() async throws -> Shop {
        let shop = try await Shop()
        for _ in 0..<4 { try await shop.submit { $0.webhook = "https://example.com/told" } }
        try await shop.store.complete(shop.claim(), with: shop.completion(cost: Shop.money(3000)))
        try await shop.store.fail(shop.claim(), with: JobFailure(.internal, "a fault"))
        _ = try await shop.claim()
        return shop
    }

    @Test(arguments: [
        "UPDATE account SET balance = balance + 1",
        "UPDATE account SET reserved = reserved + 1",
        "UPDATE account SET reserved = 0, balance = balance + 10000",
        "UPDATE key_load SET running = 0",
        "UPDATE key_load SET queued = queued + 1",
        "UPDATE job SET estimate = estimate + 1 WHERE state = 'QUEUED'",
        "UPDATE job SET cost = cost + 1 WHERE state = 'COMPLETED'",
        "PRAGMA foreign_keys = OFF; DELETE FROM job WHERE state = 'COMPLETED'",
        "PRAGMA foreign_keys = OFF; DELETE FROM account",
        // A job that ended without its money.
        """
        UPDATE job SET state = 'FAILED', failure_code = 'cancelled', failure_message = '', finished_at = 1,
            result_until = 1 WHERE state = 'QUEUED'
        """,
        // A job that came without its money.
        """
        INSERT INTO job (id, key_id, account_id, model, inputs, task, state, estimate, submitted_at)
        VALUES ('11111111-1111-4111-8111-111111111111', 1, 1, '', '', '', 'QUEUED', 0, 0)
        """,
        // A job that is gone although it had not ended.
        "DROP TRIGGER job_ends_before_it_goes; DELETE FROM job WHERE state = 'QUEUED'",
        """
        INSERT INTO ledger (account_id, kind, balance_change, reserved_change, key_id, job_id, at)
        SELECT account_id, 'charge', 0, -1, key_id, id, 0 FROM job WHERE state = 'PROCESSING'
        """,
        // A webhook that was forgotten, and one that is too early.
        "UPDATE delivery SET due_at = NULL",
        "UPDATE delivery SET due_at = 1",
    ])
    func whatDoesNotAddUpIsFound(damage: String) async throws {
        let shop = try await shop()
        #expect(try await shop.store.audit() == [])
        try shop.tamper(damage)
        #expect(try await shop.store.audit() != [])
    }

    @Test func faultsNameWhatIsWrong() async throws {
        let shop = try await shop()
        try shop.tamper("UPDATE account SET balance = balance + 1")
        let balance = Shop.money(987_000)
        #expect(
            try await shop.store.audit()
                == [.balance(shop.key.account, found: try balance.adding(Shop.money(1)), ledger: balance)])
    }

    @Test(arguments: [
        "UPDATE account SET balance = -1",
        "UPDATE account SET reserved = -1",
        "UPDATE account SET balance = 'much'",
        "UPDATE ledger SET note = 'x'",
        "DELETE FROM ledger",
        // A second charge, a second reservation.
        """
        INSERT INTO ledger (account_id, kind, balance_change, reserved_change, key_id, job_id, at)
        SELECT account_id, 'charge', 0, -1, key_id, id, 0 FROM job WHERE state = 'COMPLETED'
        """,
        """
        INSERT INTO ledger (account_id, kind, balance_change, reserved_change, key_id, job_id, at)
        SELECT account_id, 'reserve', -1, 1, key_id, id, 0 FROM job
        """,
        // Entries that no movement has.
        "INSERT INTO ledger (account_id, kind, balance_change, reserved_change, at) VALUES (1, 'gift', 1, 0, 0)",
        "INSERT INTO ledger (account_id, kind, balance_change, reserved_change, at) VALUES (1, 'reserve', -1, 1, 0)",
        "INSERT INTO ledger (account_id, kind, balance_change, reserved_change, at) VALUES (1, 'credit', 1, 1, 0)",
        // Transitions that there are not, and jobs that are not whole.
        "UPDATE job SET state = 'QUEUED' WHERE state IN ('COMPLETED', 'FAILED')",
        "UPDATE job SET state = 'PROCESSING', worker = 'w', lease_until = 1 WHERE state = 'FAILED'",
        """
        UPDATE job SET state = 'COMPLETED', cost = 0, inference_ms = 0, details = '', finished_at = 1, result_until = 1
        WHERE state = 'QUEUED'
        """,
        """
        UPDATE job SET state = 'FAILED', cost = NULL, inference_ms = NULL, details = NULL, failure_code = 'cancelled',
            failure_message = '' WHERE state = 'COMPLETED'
        """,
        "UPDATE job SET state = 'DONE'",
        "UPDATE job SET state = 'PROCESSING' WHERE state = 'QUEUED'",
        "UPDATE job SET state = 'FAILED' WHERE state = 'QUEUED'",
        "UPDATE job SET worker = 'w' WHERE state = 'QUEUED'",
        "UPDATE job SET finished_at = 1, result_until = 1 WHERE state = 'PROCESSING'",
        "UPDATE job SET cost = estimate + 1 WHERE state = 'COMPLETED'",
        "DELETE FROM job WHERE state = 'QUEUED'",
        """
        INSERT INTO job
            (id, key_id, account_id, model, inputs, task, state, estimate, submitted_at, worker, lease_until)
        VALUES ('11111111-1111-4111-8111-111111111111', 1, 1, '', '', '', 'PROCESSING', 0, 0, 'w', 1)
        """,
        "UPDATE key_load SET running = -1",
        "UPDATE api_key SET account_id = 99",
        "UPDATE api_key SET webhook_secret = x'00'",
        // Deliveries before the job's end, to nowhere, with no or two results.
        "UPDATE delivery SET outcome = 'delivered' WHERE due_at IS NULL",
        "UPDATE delivery SET attempts = 1 WHERE due_at IS NULL",
        "UPDATE delivery SET outcome = 'lost'",
        "INSERT INTO delivery_attempt (job, number, at, status) VALUES (99, 1, 1, 200)",
        "INSERT INTO delivery_attempt (job, number, at) SELECT job, 1, 1 FROM delivery",
        "INSERT INTO delivery_attempt (job, number, at, status, error) SELECT job, 1, 1, 200, 'x' FROM delivery",
    ])
    func theSchemaRefuses(damage: String) async throws {
        let shop = try await shop()
        #expect(throws: (any Error).self) { try shop.tamper(damage) }
        #expect(try await shop.store.audit() == [])
    }

    @Test func transitionsAreThoseOfTheStates() async throws {
        let none = [
            "worker", "lease_until", "cost", "inference_ms", "details", "finished_at", "result_until", "failure_code",
            "failure_message",
        ].reduce(into: [:]) { $0[$1] = "NULL" }
        let ended = ["finished_at": "1", "result_until": "1"]
        let columns: [JobState: [String: String]] = [
            .queued: [:], .processing: ["worker": "'w'", "lease_until": "1"],
            .completed: ended.merging(["cost": "0", "inference_ms": "0", "details": "''"]) { $1 },
            .failed: ended.merging(["failure_code": "'expired'", "failure_message": "''"]) { $1 },
        ]
        for old in JobState.allCases {
            for new in JobState.allCases {
                let shop = try await shop()
                let set = none.merging(columns[new, default: [:]]) { $1 }.map { "\($0) = \($1)" }.joined(
                    separator: ", ")
                let change = "UPDATE job SET state = '\(new.rawValue)', \(set) WHERE state = '\(old.rawValue)'"
                let isAllowed = (try? shop.tamper(change)) != nil
                #expect(isAllowed == old.successors.contains(new), "\(old) to \(new)")
            }
        }
    }
}
