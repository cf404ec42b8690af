import Domain
import Storage
import TestStorage
import Testing

struct LeaseTests {
    private let failure = JobFailure(.internal, "a fault")

    @Test func heartbeatsKeepTheJob() async throws {
        let shop = try await Shop()
        try await shop.submit()
        var lease = try await shop.claim()
        for _ in 0..<10 {
            shop.time.advance(by: shop.policy.leaseDuration - .milliseconds(1))
            lease = try await shop.store.extend(lease)
            #expect(lease.until == shop.time.now + shop.policy.leaseDuration)
            #expect(try await shop.store.recoverLostJobs() == 0)
        }
        #expect(try await shop.store.holds(lease))
        try await shop.store.complete(lease, with: shop.completion())
    }

    /// Everything that a worker can do with a lease must be refused once it is lost.
    private func expectLost(_ lease: Lease, _ shop: Shop) async throws {
        let store = shop.store, lost = StoreError.leaseLost(lease.job)
        let before = try await shop.job(lease.job)
        #expect(try await !store.holds(lease))
        await #expect(throws: lost) { try await store.extend(lease) }
        await #expect(throws: lost) { try await store.complete(lease, with: shop.completion()) }
        await #expect(throws: lost) { try await store.fail(lease, with: failure) }
        await #expect(throws: lost) { try await store.giveBack(lease) }
        #expect(try await shop.job(lease.job) == before)
        #expect(try await store.audit() == [])
    }

    @Test func aLeaseThatRanOutIsLostEvenIfNobodyTookTheJob() async throws {
        let shop = try await Shop()
        try await shop.submit()
        let lease = try await shop.claim()
        shop.time.advance(by: shop.policy.leaseDuration)
        try await expectLost(lease, shop)
    }

    @Test func aLeaseIsLostToTheNextClaim() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        let old = try await shop.claim()
        shop.time.advance(by: shop.policy.leaseDuration)
        let new = try await shop.claim(by: WorkerID("worker 2"))
        #expect(new.job == id && new.token == FencingToken(count: 2))
        try await expectLost(old, shop)
        try await shop.store.complete(new, with: shop.completion())
        #expect(try await shop.job(id).retryCount == 1)
        try await shop.expectMoney(balance: Shop.money(995_000))
        try await expectLost(old, shop)
        try await expectLost(new, shop)
    }

    @Test func aLeaseIsLostToACancellation() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        let lease = try await shop.claim()
        #expect(try await shop.store.cancel(id, of: shop.key.id)?.failure?.code == .cancelled)
        try await expectLost(lease, shop)
        try await shop.expectMoney(balance: Shop.credits)
    }

    @Test func aLeaseOfAJobThatNeverWasIsLost() async throws {
        let shop = try await Shop()
        let lease = Lease(
            job: shop.submission().id, worker: Shop.worker, token: FencingToken(count: 1),
            until: shop.time.now + .seconds(9))
        #expect(try await !shop.store.holds(lease))
        await #expect(throws: StoreError.leaseLost(lease.job)) { try await shop.store.extend(lease) }
    }

    @Test func lostJobsKeepTheirPlace() async throws {
        let shop = try await Shop()
        let first = try await shop.submit()
        try await shop.submit()
        _ = try await shop.claim()
        shop.time.advance(by: shop.policy.leaseDuration)
        #expect(try await shop.store.recoverLostJobs() == 1)
        #expect(try await shop.claim().job == first)
    }

    @Test(arguments: [0, 1, 2])
    func retriesAreBounded(retries: Int) async throws {
        var policy = JobPolicy()
        policy.maxRetries = retries
        let shop = try await Shop(policy)
        let id = try await shop.submit()
        for attempt in 0...retries {
            let lease = try await shop.claim()
            #expect(lease.token == FencingToken(count: Int64(attempt + 1)))
            shop.time.advance(by: policy.leaseDuration)
            #expect(try await shop.store.recoverLostJobs() == 1)
        }
        let job = try await shop.job(id)
        #expect(job.state == .failed && job.failure?.code == .workerLost && job.retryCount == retries)
        #expect(try await shop.store.claim(by: Shop.worker) == nil)
        try await shop.expectMoney(balance: Shop.credits)
    }

    @Test func aDeadWorkersJobsAreFreeAtOnce() async throws {
        let shop = try await Shop()
        let other = WorkerID("worker 2")
        let ids = [try await shop.submit(), try await shop.submit(), try await shop.submit()]
        let dead = [try await shop.claim(), try await shop.claim()]
        let alive = try await shop.claim(by: other)
        #expect(try await shop.store.releaseLeases(of: Shop.worker) == 2)
        #expect(try await shop.store.releaseLeases(of: Shop.worker) == 0)
        for lease in dead { try await expectLost(lease, shop) }
        #expect(try await shop.store.holds(alive))
        #expect(try await [shop.claim(by: other).job, shop.claim(by: other).job] == Array(ids[..<2]))
        #expect(try await shop.job(ids[0]).retryCount == 1)
    }

    @Test func givingBackIsNoRetry() async throws {
        var policy = JobPolicy()
        policy.maxRetries = 0
        let shop = try await Shop(policy)
        let id = try await shop.submit()
        for _ in 0..<3 {
            let lease = try await shop.claim()
            try await shop.store.giveBack(lease)
            try await expectLost(lease, shop)
        }
        #expect(try await shop.job(id).state == .queued)
        #expect(try await shop.job(id).retryCount == 0)
        try await shop.expectMoney(balance: Shop.money(995_000), reserved: Shop.price)
    }
}
