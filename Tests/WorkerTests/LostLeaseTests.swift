import Domain
import Storage
import TestStorage
import Testing
import Worker

/// A worker whose lease is gone, and stores that fail.
@Suite(.timeLimit(.minutes(10))) struct LostLeaseTests {
    /// Its clock stood still, or it did: by the time it is done, another one has the job.
    @Test func changesNothingAndLeavesNothing() async throws {
        let time = ManualTime(), shop = try await Workshop(time: time), generator = SteppedGenerator()
        let blobs = LateBlobs(shop.blobs)
        let running = RunningLoop(shop, generator, blobs: blobs)
        let id = try await shop.submit(steps: 1, samples: 2)
        generator.step()
        // Its pictures are stored, one of them already; the job is not completed yet.
        await blobs.secondPut()
        time.advance(by: .seconds(31))
        let claim = try #require(try await shop.store.claim(by: WorkerID("other")))
        #expect(claim.lease.job == id)
        blobs.goOn()
        try await eventually { try shop.files.isEmpty }
        #expect(try await shop.job(id).state == .processing)
        try await shop.store.complete(
            claim.lease, with: Completion(cost: .zero, outputs: [], inferenceTime: .zero))
        #expect(try await shop.job(id).outputs == [])
        #expect(try await shop.job(id).retryCount == 1)
        withExtendedLifetime(running) {}
    }

    @Test func leasesAreExtended() async throws {
        var policy = JobPolicy()
        policy.leaseDuration = .seconds(6)
        let shop = try await Workshop(policy: policy), generator = SteppedGenerator()
        let queue = CountingQueue(queue: shop.store), running = RunningLoop(shop, generator, queue: queue)
        let id = try await shop.submit(steps: 1)
        try await eventually { queue.extensions.count == 2 }
        let ends = queue.extensions.map(\.until)
        #expect(ends[1] > ends[0] && ends[0] > shop.time.now)
        generator.step()
        let job = try await shop.ended(id)
        #expect(job.state == .completed && job.retryCount == 0)
        withExtendedLifetime(running) {}
    }

    @Test func aFullDiskIsWaitedFor() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator(), blobs = FaultyBlobs(shop.blobs)
        let running = RunningLoop(shop, generator, blobs: blobs)
        let id = try await shop.submit(steps: 1, samples: 2)
        generator.step()
        try await eventually { blobs.faults == 2 }
        blobs.free()
        let job = try await shop.ended(id)
        #expect(job.state == .completed && job.outputs.count == 2)
        #expect(try shop.files.count == 2)
        #expect(generator.stepsBegun == 1)
        withExtendedLifetime(running) {}
    }

    @Test func aDiskThatStaysFullCostsTheJobALease() async throws {
        let time = ManualTime(), shop = try await Workshop(time: time), generator = SteppedGenerator()
        let blobs = FaultyBlobs(shop.blobs), running = RunningLoop(shop, generator, blobs: blobs)
        let id = try await shop.submit(steps: 1)
        generator.step()
        try await eventually { blobs.faults > 0 }
        time.advance(by: .seconds(31))
        // It is claimed again, by the same worker, which begins anew.
        generator.step()
        try await eventually { generator.stepsBegun == 2 }
        blobs.free()
        let job = try await shop.ended(id)
        #expect(job.state == .completed && job.retryCount == 1)
        #expect(try shop.files.count == 1)
        withExtendedLifetime(running) {}
    }

    /// Whoever removed the pictures then would take them from a completed job.
    @Test func picturesOfACompletionThatWasNotAnsweredStay() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator()
        let running = RunningLoop(shop, generator, queue: ForgetfulQueue(queue: shop.store))
        let id = try await shop.submit(steps: 1)
        generator.step()
        let job = try await shop.ended(id)
        // The next one is taken up, so the worker has done with this one.
        let next = try await shop.submit(steps: 1)
        generator.step()
        _ = try await shop.ended(next)
        running.loop.stop(drain: .zero)
        await running.finished.value
        for output in job.outputs { #expect(try await shop.blobs.bytes(of: output.blob) == [0, 42]) }
        #expect(job.outputs.count == 1)
        #expect(try await shop.store.audit() == [])
    }
}
