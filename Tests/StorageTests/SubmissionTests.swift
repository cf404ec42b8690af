import Domain
import Storage
import TestStorage
import Testing

struct SubmissionTests {
    @Test func reservesAndQueues() async throws {
        let shop = try await Shop()
        let id = try await shop.submit()
        let job = try await shop.job(id)
        #expect(job.state == .queued && job.estimate == Shop.price && job.cost == .zero && job.retryCount == 0)
        #expect(job.submittedAt == shop.time.now && job.startedAt == nil && job.finishedAt == nil)
        #expect(job.inputs == #"{"prompt":"pizza"}"# && job.model == "w2imgsd1.5-img2img" && job.key == shop.key.id)
        try await shop.expectMoney(balance: Shop.money(995_000), reserved: Shop.price)
        #expect(try await shop.store.load(of: shop.key.id) == QueueLoad(queued: 1, running: 0))
    }

    @Test func whatIsNotCoveredLeavesNoTrace() async throws {
        let shop = try await Shop()
        try await shop.submit { $0.estimate = Shop.money(999_999) }
        await #expect(throws: StoreError.insufficientCredits(balance: Shop.money(1), needed: Shop.money(2))) {
            try await shop.submit { $0.estimate = Shop.money(2) }
        }
        try await shop.submit { $0.estimate = Shop.money(1) }
        #expect(try await shop.store.load().queued == 2)
        try await shop.expectMoney(balance: .zero, reserved: Shop.credits)
    }

    @Test func freeJobsNeedNoCredits() async throws {
        let shop = try await Shop()
        let poor = try await shop.makeKey { $0.credits = .zero }
        try await shop.submit(of: poor) { $0.estimate = .zero }
        try await shop.store.complete(shop.claim(), with: shop.completion(cost: .zero))
        #expect(try await shop.store.audit() == [])
    }

    @Test func anEstimateBelowZeroIsRefused() async throws {
        let shop = try await Shop()
        await #expect(throws: StoreError.badValue("the estimate is -0.000001; it must be at least 0")) {
            try await shop.submit { $0.estimate = Shop.money(-1) }
        }
        try await shop.expectMoney(balance: Shop.credits)
    }

    @Test func keysMustExistAndBeEnabled() async throws {
        let shop = try await Shop()
        await #expect(throws: StoreError.unknownKey(KeyID(99))) { try await shop.submit(of: KeyID(99)) }
        try await shop.store.setDisabled(true, key: shop.key.id)
        await #expect(throws: StoreError.keyDisabled(shop.key.id)) { try await shop.submit() }
        try await shop.store.setDisabled(false, key: shop.key.id)
        try await shop.submit()
    }

    @Test func queuesHaveLimits() async throws {
        var policy = JobPolicy()
        (policy.queuedPerKey, policy.queuedInAll) = (2, 4)
        let shop = try await Shop(policy)
        let patient = try await shop.makeKey { $0.limits.queued = 3 }
        for _ in 0..<2 { try await shop.submit() }
        await #expect(throws: StoreError.queueFull(.key, limit: 2)) { try await shop.submit() }
        for _ in 0..<2 { try await shop.submit(of: patient) }
        await #expect(throws: StoreError.queueFull(.all, limit: 4)) { try await shop.submit(of: patient) }
        // What runs waits no more.
        _ = try await shop.claim()
        try await shop.submit(of: patient)
        await #expect(throws: StoreError.queueFull(.key, limit: 3)) { try await shop.submit(of: patient) }
    }

    @Test(arguments: [JobInput.inline([0, 1, 255]), .inline([]), nil])
    func picturesReachTheWorkerAndGoWithTheJob(picture: JobInput?) async throws {
        let shop = try await Shop()
        try await shop.submit { $0.picture = picture }
        let claim = try #require(await shop.store.claim(by: Shop.worker))
        #expect(claim.picture == picture && claim.task == "task" && claim.estimate == Shop.price)
        try await shop.store.complete(claim.lease, with: shop.completion())
        try shop.tamper(
            "CREATE TABLE proof (rest INTEGER CHECK (rest = 0)); INSERT INTO proof SELECT count(*) FROM job_picture")
    }

    @Test func pictureBlobsAreDoomedWithTheJob() async throws {
        let shop = try await Shop()
        var generator = SystemRandomNumberGenerator()
        let name = BlobName(using: &generator)
        let id = try await shop.submit { $0.picture = .blob(name) }
        #expect(try await shop.store.claim(by: Shop.worker)?.picture == .blob(name))
        #expect(try await shop.store.doomedBlobs(limit: 9) == [])
        #expect(try await shop.store.blob(name) == nil, "inputs are nobody's to read")
        _ = try await shop.store.cancel(id, of: shop.key.id)
        #expect(try await shop.store.doomedBlobs(limit: 9) == [name])
    }
}
