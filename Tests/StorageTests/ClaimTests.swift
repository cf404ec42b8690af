import Domain
import Storage
import TestStorage
import TestSupport
import Testing

struct ClaimTests {
    @Test func theOldestJobIsNext() async throws {
        let shop = try await Shop()
        var submitted: [JobID] = []
        for _ in 0..<3 { submitted.append(try await shop.submit()) }
        for id in submitted {
            let lease = try await shop.claim()
            #expect(lease.job == id && lease.worker == Shop.worker && lease.token == FencingToken(count: 1))
            #expect(lease.until == shop.time.now + shop.policy.leaseDuration)
        }
        #expect(try await shop.store.claim(by: Shop.worker) == nil)
        #expect(try await shop.job(submitted[0]).state == .processing)
        #expect(try await shop.job(submitted[0]).startedAt == shop.time.now)
        #expect(try await shop.store.load() == QueueLoad(queued: 0, running: 3))
    }

    @Test func aHundredJobsDoNotHoldUpOne() async throws {
        let shop = try await Shop()
        for _ in 0..<100 { try await shop.submit() }
        try await shop.store.complete(shop.claim(), with: shop.completion())
        let other = try await shop.makeKey()
        let single = try await shop.submit(of: other)
        #expect(try await shop.claim().job == single)
    }

    @Test func keysTakeTurns() async throws {
        let shop = try await Shop()
        let keys = [shop.key.id, try await shop.makeKey(), try await shop.makeKey()]
        var owner: [JobID: Int] = [:]
        for (index, key) in keys.enumerated() {
            for _ in 0..<3 { owner[try await shop.submit(of: key)] = index }
        }
        var turns: [Int?] = []
        for _ in 0..<9 {
            let lease = try await shop.claim()
            turns.append(owner[lease.job])
            try await shop.store.complete(lease, with: shop.completion())
        }
        #expect(turns == [0, 1, 2, 0, 1, 2, 0, 1, 2])
    }

    @Test func whoRunsLessIsNext() async throws {
        let shop = try await Shop()
        let other = try await shop.makeKey()
        for _ in 0..<3 { try await shop.submit() }
        for _ in 0..<2 { _ = try await shop.claim() }
        let late = [
            try await shop.submit(of: other), try await shop.submit(of: other), try await shop.submit(of: other),
        ]
        #expect(try await [shop.claim().job, shop.claim().job] == Array(late[..<2]))
    }

    @Test func runningJobsHaveALimit() async throws {
        var policy = JobPolicy()
        policy.runningPerKey = 1
        let shop = try await Shop(policy)
        let wide = try await shop.makeKey { $0.limits.running = 2 }
        for _ in 0..<3 { try await shop.submit() }
        for _ in 0..<3 { try await shop.submit(of: wide) }
        let leases = [try await shop.claim(), try await shop.claim(), try await shop.claim()]
        #expect(try await shop.store.claim(by: Shop.worker) == nil)
        #expect(try await shop.store.load(of: shop.key.id).running == 1)
        #expect(try await shop.store.load(of: wide).running == 2)
        try await shop.store.fail(leases[0], with: JobFailure(.invalidImage, "no picture"))
        _ = try await shop.claim()
    }

    @Test func jobsOfADisabledKeyGoOn() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        try await shop.store.setDisabled(true, key: shop.key.id)
        #expect(try await shop.claim().job == id)
    }

    @Test func positionsAreTheOrderOfClaims() async throws {
        var policy = JobPolicy()
        policy.runningPerKey = .max
        for seed in 0..<20 {
            var random = SplitMix64(seed: UInt64(seed))
            let shop = try await Shop(policy)
            let keys = [shop.key.id, try await shop.makeKey(), try await shop.makeKey(), try await shop.makeKey()]
            for _ in 0..<30 {
                if Int.random(in: 0..<3, using: &random) == 0 {
                    _ = try await shop.store.claim(by: Shop.worker)
                } else {
                    try await shop.submit(of: keys[Int.random(in: 0..<keys.count, using: &random)])
                }
            }
            // Each job's position, foretold now and counted as the queue empties.
            var foretold: [JobID: Int] = [:]
            for key in keys {
                for job in try await shop.store.history(HistoryQuery(states: [.queued], perPage: 100), of: key).jobs {
                    foretold[job.id] = try await shop.store.queuePosition(of: job.id)
                }
            }
            var position = 0
            while let claim = try await shop.store.claim(by: Shop.worker) {
                #expect(foretold[claim.lease.job] == position, "seed \(seed)")
                #expect(try await shop.store.queuePosition(of: claim.lease.job) == nil)
                position += 1
            }
            #expect(position == foretold.count)
        }
    }

    @Test func theLongestWaitIsKnown() async throws {
        let shop = try await Shop()
        #expect(try await shop.store.oldestQueued() == nil)
        let first = shop.time.now
        try await shop.submit()
        shop.time.advance(by: .seconds(5))
        try await shop.submit()
        #expect(try await shop.store.oldestQueued() == first)
        _ = try await shop.claim()
        #expect(try await shop.store.oldestQueued() == shop.time.now)
    }
}

extension HistoryQuery {
    init(states: Set<JobState>, perPage: Int) {
        self.init()
        self.states = states
        self.perPage = perPage
    }
}
