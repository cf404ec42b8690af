import Domain
import GRDB
import Storage
import TestStorage
import TestSupport
import Testing

/// Does the same random things to a store and to the reference.
final class RandomWalk {
    private let seed: UInt64
    private let shop: Shop
    private let stores: [SQLiteStore]
    private let tables: DatabaseQueue
    private var random: SplitMix64
    private var reference: ReferenceStore
    private var keys: [KeyID] = []
    private var leases: [Lease] = []
    private var submissions: [Submission] = []
    private var deliveries: [WebhookDelivery] = []
    private let workers = (1...3).map { WorkerID("worker \($0)") }

    private static let policy = {
        var policy = JobPolicy()
        policy.maxRetries = 1
        (policy.runningPerKey, policy.queuedPerKey, policy.queuedInAll) = (2, 4, 8)
        policy.queueTime = .seconds(120)
        policy.idempotencyRetention = .seconds(10_000_000_000)
        return policy
    }()

    init(seed: UInt64) async throws {
        self.seed = seed
        random = SplitMix64(seed: seed)
        shop = try await Shop(Self.policy)
        stores = [shop.store, try SQLiteStore(shop.folder.data, policy: Self.policy, time: shop.time)]
        tables = try DatabaseQueue(path: shop.folder.data.database)
        reference = ReferenceStore(policy: Self.policy)
    }

    /// With keys of its own. What earlier runs have left goes on.
    func run(steps: Int) async throws {
        for credits in [0, 10_000, 40_000] as [Int64] {
            let key = try await shop.makeKey { $0.credits = Shop.money(credits) }
            keys.append(key)
            reference.balances[key] = credits
        }
        for step in 0..<steps {
            let operation = try await takeStep()
            try await compare("seed \(seed), step \(step): \(operation)")
        }
    }

    private func takeStep() async throws -> String {
        let store = stores[Int.random(in: 0..<stores.count, using: &random)], now = shop.time.now
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<25: return try await submit(to: store, at: now)
        case 25..<45:
            let worker = workers.randomElement(using: &random)!
            let claim = try await store.claim(by: worker)
            #expect(claim?.lease.job == reference.claim(by: worker, at: now))
            if let claim { leases.append(claim.lease) }
            return "claim"
        case 45..<70: return try await useLease(store, at: now)
        case 70..<78: return try await cancel(store, at: now)
        case 78..<82:
            let worker = workers.randomElement(using: &random)!
            try await store.releaseLeases(of: worker)
            reference.release(worker, at: now)
            return "release \(worker)"
        case 82..<86:
            try await store.recoverLostJobs()
            reference.recover(at: now)
            return "recover"
        case 86..<89:
            _ = try await store.expire()
            reference.expire(at: now)
            return "expire"
        case 89..<91: return try await credit(store)
        case 91..<93:
            let limit = Int.random(in: 1...3, using: &random)
            let due = try await store.dueDeliveries(limit: limit)
            #expect(due.map(\.job) == reference.takeDueDeliveries(limit: limit, at: now))
            deliveries += due
            return "take deliveries"
        case 93..<96: return try await recordDelivery(store, at: now)
        default:
            let jump = [0.001, 5, 29.999, 30, 31, 300, 4000, -2].randomElement(using: &random)!
            shop.time.advance(by: .seconds(jump))
            return "jump by \(jump) s"
        }
    }

    private func submit(to store: SQLiteStore, at now: Timestamp) async throws -> String {
        if let earlier = submissions.randomElement(using: &random), Bool.random(using: &random) {
            var again = earlier
            again.id = shop.submission().id
            #expect(try await store.submit(again).job == earlier.id)
            return "submit again"
        }
        var submission = shop.submission(of: keys.randomElement(using: &random)!)
        submission.estimate = Shop.money([0, 1, 5000, 7000].randomElement(using: &random)!)
        submission.idempotency = .init(key: submission.id.text, fingerprint: [1])
        if Bool.random(using: &random) { submission.webhook = "https://example.com/told" }
        let isAccepted = reference.submit(submission, at: now)
        do {
            #expect(try await store.submit(submission) == .accepted(submission.id) && isAccepted)
            submissions.append(submission)
        } catch is StoreError { #expect(!isAccepted) }
        return "submit \(submission.estimate)"
    }

    /// One of the latest leases, or one that was lost long ago.
    private func useLease(_ store: SQLiteStore, at now: Timestamp) async throws -> String {
        let recent = leases.suffix(4)
        guard let lease = (Bool.random(using: &random) ? recent : leases[...]).randomElement(using: &random) else {
            return "nothing"
        }
        let isHeld = reference.holds(lease, at: now)
        #expect(try await store.holds(lease) == isHeld)
        let choice = Int.random(in: 0..<6, using: &random)
        do {
            switch choice {
            case 0, 1:
                let estimate = try #require(reference.jobs[lease.job]).estimate
                let cost = Shop.money(Int64.random(in: 0...estimate.microDollars, using: &random))
                try await store.complete(lease, with: shop.completion(cost: cost))
                reference.end(lease.job, cost: cost, failure: nil, at: now)
            case 2:
                try await store.fail(lease, with: JobFailure(.internal, "a fault"))
                reference.end(lease.job, cost: nil, failure: .internal, at: now)
            case 3:
                try await store.giveBack(lease)
                reference.requeue(lease.job, isRetry: false)
            default:
                let longer = try await store.extend(lease)
                reference.jobs[lease.job]?.leaseUntil = longer.until
            }
            #expect(isHeld)
        } catch StoreError.leaseLost(let job) { #expect(!isHeld && job == lease.job) }
        return "use lease: \(choice)"
    }

    /// By the job's owner, or by another.
    private func cancel(_ store: SQLiteStore, at now: Timestamp) async throws -> String {
        let latest = reference.jobs.sorted { $0.value.number < $1.value.number }.suffix(8)
        guard let (id, job) = latest.randomElement(using: &random) else { return "nothing" }
        let key = [job.key, job.key, keys[0]].randomElement(using: &random)!
        _ = try await store.cancel(id, of: key)
        if key == job.key && !job.state.isTerminal { reference.end(id, cost: nil, failure: .cancelled, at: now) }
        return "cancel"
    }

    /// One of the latest attempts, or one that was taken over long ago.
    private func recordDelivery(_ store: SQLiteStore, at now: Timestamp) async throws -> String {
        let recent = deliveries.suffix(3)
        guard let delivery = (Bool.random(using: &random) ? recent : deliveries[...]).randomElement(using: &random)
        else { return "nothing" }
        let state: DeliveryState = [.delivered, .givenUp, .due(now + .seconds(5)), .due(now)].randomElement(
            using: &random)!
        let attempt = DeliveryAttempt(
            number: delivery.attempt, at: now, result: .status(state == .delivered ? 200 : 500))
        try await store.record(attempt, of: delivery.job, then: state)
        reference.record(attempt: delivery.attempt, of: delivery.job, then: state)
        return "record attempt \(delivery.attempt): \(state)"
    }

    private func credit(_ store: SQLiteStore) async throws -> String {
        let record = try #require(await store.keys().randomElement(using: &random))
        guard let balance = reference.balances[record.id] else { return "nothing" }
        let amount = Int64.random(in: -6000...6000, using: &random)
        do {
            _ = try await store.credit(Shop.money(amount), to: record.account, note: "walk")
            reference.balances[record.id] = balance + amount
            #expect(balance + amount >= 0)
        } catch is StoreError { #expect(balance + amount < 0) }
        return "credit \(amount)"
    }

    /// Reads the tables past the store's own code.
    private func compare(_ place: String) async throws {
        try #require(await stores[0].audit() == [], "\(place)")
        let (accounts, jobs) = try tables.read { db in
            (
                try Row.fetchAll(
                    db, sql: "SELECT api_key.id, balance, reserved FROM api_key JOIN account ON account.id = account_id"
                ),
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT job.id, state, cost, retry_count, token, failure_code, delivery.job IS NOT NULL AS is_told,
                            due_at, delivery.lease_until AS delivery_until, attempts, outcome
                        FROM job LEFT JOIN delivery ON job = number
                        """)
            )
        }
        for row in accounts {
            let key = KeyID(row["id"])
            guard let balance = reference.balances[key] else { continue }
            try #require(row["balance"] == balance && row["reserved"] == reference.reserved(of: key), "\(place)")
        }
        try #require(jobs.count == reference.jobs.count, "\(place)")
        for row in jobs {
            let id = try #require(JobID(row["id"])), expected = try #require(reference.jobs[id])
            try #require(row["state"] == expected.state.rawValue, "\(place)")
            try #require(row["failure_code"] == expected.failure?.rawValue, "\(place)")
            try #require(row["cost"] == expected.cost?.microDollars, "\(place)")
            try #require(row["retry_count"] == expected.retryCount && row["token"] == expected.token, "\(place)")
            try compare(row, expected.delivery, place)
        }
    }
    private func compare(_ row: Row, _ expected: ReferenceStore.Delivery?, _ place: String) throws {
        try #require(row["is_told"] == (expected != nil), "\(place)")
        guard let expected else { return }
        try #require(row["due_at"] == expected.dueAt?.milliseconds && row["outcome"] == expected.outcome, "\(place)")
        try #require(
            row["delivery_until"] == expected.leaseUntil.milliseconds && row["attempts"] == expected.attempts,
            "\(place)")
    }
}
