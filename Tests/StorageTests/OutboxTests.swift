import Domain
import Storage
import TestStorage
import Testing

struct OutboxTests {
    private let url = "https://example.com/told"

    @Test func itIsDueWhenTheJobEnds() async throws {
        let shop = try await Shop()
        let id = try await shop.submit { $0.webhook = url }
        let silent = try await shop.submit()
        let lease = try await shop.claim()
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
        #expect(try await shop.log(id).state == nil)
        shop.time.advance(by: .seconds(1))
        try await shop.store.complete(lease, with: shop.completion())
        #expect(try await shop.log(id).state == .due(shop.time.now))

        let due = try await shop.store.dueDeliveries(limit: 9)
        let delivery = try #require(due.first)
        #expect(due.count == 1 && delivery.job == id && delivery.key == shop.key.id)
        #expect(delivery.url == url && delivery.attempt == 1)
        let log = try await shop.log(id)
        #expect(log.id == delivery.id && log.url == url)
        #expect(try await shop.store.deliveries(of: silent, key: shop.key.id) == nil)
        #expect(try await shop.store.audit() == [])
    }

    @Test(arguments: ["fail", "cancel queued", "cancel running", "expire", "lose", "release"])
    func everyEndMakesItDue(way: String) async throws {
        var policy = JobPolicy()
        policy.maxRetries = 0
        let shop = try await Shop(policy)
        let id = try await shop.submit { $0.webhook = url }
        switch way {
        case "fail": try await shop.store.fail(shop.claim(), with: JobFailure(.internal, "a fault"))
        case "cancel queued": _ = try await shop.store.cancel(id, of: shop.key.id)
        case "cancel running":
            _ = try await shop.claim()
            _ = try await shop.store.cancel(id, of: shop.key.id)
        case "expire":
            shop.time.advance(by: policy.queueTime)
            _ = try await shop.store.expire()
        case "lose":
            _ = try await shop.claim()
            shop.time.advance(by: policy.leaseDuration)
            try await shop.store.recoverLostJobs()
        default:
            _ = try await shop.claim()
            try await shop.store.releaseLeases(of: Shop.worker)
        }
        #expect(try await shop.store.dueDeliveries(limit: 9).map(\.job) == [id])
        #expect(try await shop.store.audit() == [])
    }

    @Test func aJobThatIsQueuedAgainHasNotEnded() async throws {
        let shop = try await Shop()
        try await shop.submit { $0.webhook = url }
        try await shop.store.giveBack(shop.claim())
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
        _ = try await shop.claim()
        shop.time.advance(by: shop.policy.leaseDuration)
        try await shop.store.recoverLostJobs()
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
    }

    @Test func whatIsRefusedOrReplayedTellsNobody() async throws {
        let shop = try await Shop()
        await #expect(throws: StoreError.self) {
            try await shop.submit {
                $0.webhook = url
                $0.estimate = Shop.money(1_000_001)
            }
        }
        for _ in 0..<2 {
            try await shop.submit {
                $0.webhook = url
                $0.idempotency = .init(key: "once", fingerprint: [1])
            }
        }
        try await shop.store.complete(shop.claim(), with: shop.completion())
        #expect(try await shop.store.dueDeliveries(limit: 9).count == 1)
    }

    @Test func twoDeliverersGetDifferentOnes() async throws {
        let shop = try await Shop()
        let other = try SQLiteStore(shop.folder.data, policy: shop.policy, time: shop.time)
        let ended = try await shop.ended(20, to: url)
        let taken = try await withThrowingTaskGroup { group in
            for store in [shop.store, other, shop.store, other] {
                group.addTask { try await store.dueDeliveries(limit: 6) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == 20 && Set(taken.map(\.job)) == Set(ended))
    }

    @Test func whatIsNotRecordedIsDueAgain() async throws {
        let shop = try await Shop()
        try await shop.ended(1, to: url)
        let first = try await shop.store.dueDeliveries(limit: 9)
        shop.time.advance(by: shop.policy.deliveryLease - .milliseconds(1))
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
        shop.time.advance(by: .milliseconds(1))
        let second = try await shop.store.dueDeliveries(limit: 9)
        #expect(second.map(\.id) == first.map(\.id) && second.map(\.attempt) == [2])
    }

    @Test func aFailureIsDueLater() async throws {
        let shop = try await Shop()
        let id = try await shop.ended(1, to: url)[0]
        _ = try await shop.store.dueDeliveries(limit: 9)
        let retry = shop.time.now + .seconds(5)
        let failed = DeliveryAttempt(number: 1, at: shop.time.now, result: .status(500))
        try await shop.store.record(failed, of: id, then: .due(retry))
        #expect(try await shop.log(id).state == .due(retry))
        shop.time.advance(by: .seconds(5) - .milliseconds(1))
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
        shop.time.advance(by: .milliseconds(1))
        #expect(try await shop.store.dueDeliveries(limit: 9).map(\.attempt) == [2])
        let refused = DeliveryAttempt(number: 2, at: shop.time.now, result: .error("the connection was refused"))
        try await shop.store.record(refused, of: id, then: .givenUp)
        let log = try await shop.log(id)
        #expect(log.state == .givenUp && log.attempts == [failed, refused])
        shop.time.advance(by: .seconds(3600))
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
    }

    @Test func aSuccessIsTheEnd() async throws {
        let shop = try await Shop()
        let id = try await shop.ended(1, to: url)[0]
        _ = try await shop.store.dueDeliveries(limit: 9)
        let taken = DeliveryAttempt(number: 1, at: shop.time.now, result: .status(204))
        for _ in 0..<2 { try await shop.store.record(taken, of: id, then: .delivered) }
        let log = try await shop.log(id)
        #expect(log.state == .delivered && log.attempts == [taken])
        shop.time.advance(by: .seconds(3600))
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
    }

    /// A deliverer that was away for longer than its lease: what it did is written down, but decides nothing any more,
    /// unless the receiver has the webhook.
    @Test(arguments: [DeliveryState.givenUp, .due(Timestamp(milliseconds: 0)), .delivered])
    func aLateWordDecidesNothing(state: DeliveryState) async throws {
        let shop = try await Shop()
        let id = try await shop.ended(1, to: url)[0]
        _ = try await shop.store.dueDeliveries(limit: 9)
        shop.time.advance(by: shop.policy.deliveryLease)
        _ = try await shop.store.dueDeliveries(limit: 9)
        let late = DeliveryAttempt(number: 1, at: shop.time.now, result: .status(state == .delivered ? 200 : 500))
        try await shop.store.record(late, of: id, then: state)
        #expect(try await shop.log(id).attempts == [late])
        #expect(try await shop.store.dueDeliveries(limit: 9) == [], "it is in the hands of the second")
        shop.time.advance(by: shop.policy.deliveryLease)
        #expect(try await shop.store.dueDeliveries(limit: 9).count == (state == .delivered ? 0 : 1))
        // Nor does a failure undo a success.
        let later = DeliveryAttempt(number: 2, at: shop.time.now, result: .status(500))
        try await shop.store.record(later, of: id, then: .givenUp)
        #expect(try await (shop.log(id).state == .delivered) == (state == .delivered))
        #expect(try await shop.log(id).attempts == [late, later])
    }

    @Test func aHundredDoNotHoldUpOne() async throws {
        let shop = try await Shop()
        let other = try await shop.makeKey()
        try await shop.ended(60, to: url)
        #expect(try await shop.store.dueDeliveries(limit: 4).count == 4)
        shop.time.advance(by: .seconds(1))
        let single = try await shop.ended(1, of: other, to: url)
        #expect(try await shop.store.dueDeliveries(limit: 1).map(\.job) == single)
        #expect(try await shop.store.dueDeliveries(limit: 0) == [])
        #expect(try await shop.store.dueDeliveries(limit: -1) == [])
    }

    @Test func theOldestIsFirst() async throws {
        let shop = try await Shop()
        var ended: [JobID] = []
        for _ in 0..<3 {
            ended += try await shop.ended(1, to: url)
            shop.time.advance(by: .milliseconds(1))
        }
        for id in ended { #expect(try await shop.store.dueDeliveries(limit: 1).map(\.job) == [id]) }
    }

    @Test func logsOfOthersAreNotThere() async throws {
        let shop = try await Shop()
        let id = try await shop.ended(1, to: url)[0]
        let other = try await shop.makeKey()
        #expect(try await shop.store.deliveries(of: id, key: other) == nil)
        #expect(try await shop.store.deliveries(of: shop.submission().id, key: shop.key.id) == nil)
    }

    @Test func itGoesWithTheHistory() async throws {
        let shop = try await Shop()
        let id = try await shop.ended(1, to: url)[0]
        _ = try await shop.store.dueDeliveries(limit: 9)
        let attempt = DeliveryAttempt(number: 1, at: shop.time.now, result: .status(500))
        try await shop.store.record(attempt, of: id, then: .due(shop.time.now))
        shop.time.advance(by: shop.policy.historyRetention)
        _ = try await shop.store.expire()
        #expect(try await shop.store.deliveries(of: id, key: shop.key.id) == nil)
        #expect(try await shop.store.dueDeliveries(limit: 9) == [])
        try await shop.store.record(attempt, of: id, then: .delivered)
        try shop.tamper(
            """
            CREATE TABLE proof (rest INTEGER CHECK (rest = 0)); INSERT INTO proof SELECT count(*) FROM delivery;
            INSERT INTO proof SELECT count(*) FROM delivery_attempt
            """)
        #expect(try await shop.store.audit() == [])
    }
}

extension Shop {
    /// Jobs that were completed just now, whose webhooks are due.
    @discardableResult
    fileprivate func ended(_ count: Int, of key: KeyID? = nil, to url: String) async throws -> [JobID] {
        var ids: [JobID] = []
        for _ in 0..<count {
            ids.append(try await submit(of: key) { $0.webhook = url })
            try await store.complete(claim(), with: completion())
        }
        return ids
    }

    fileprivate func log(_ id: JobID) async throws -> DeliveryLog {
        try #require(await store.deliveries(of: id, key: key.id))
    }
}
