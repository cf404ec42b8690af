import Domain
import Foundation
import Processes
import Storage
import Testing
import Worker

/// Worker processes that are stopped and killed.
@Suite(.timeLimit(.minutes(5))) struct WorkerProcessTests {
    @Test func doesJobs() async throws {
        let shop = try await Workshop()
        let worker = try WorkerProgram.start(shop, worker: "one")
        for format in 1...3 {
            let job = try await shop.ended(try await shop.submit("gold \(format)", samples: format))
            #expect(job.state == .completed && job.outputs.count == format && job.cost == Workshop.estimate)
        }
        #expect(await worker.end(grace: .seconds(60)) == .exited(code: 0))
        #expect(try await shop.store.audit() == [])
    }

    @Test(arguments: [("fail", JobFailure.Code.internal), ("damaged", .invalidImage)])
    func failsJobs(prompt: String, code: JobFailure.Code) async throws {
        let shop = try await Workshop()
        let worker = try WorkerProgram.start(shop, worker: "one")
        #expect(try await shop.ended(try await shop.submit(prompt)).failure?.code == code)
        // It lives on.
        #expect(try await shop.ended(try await shop.submit()).state == .completed)
        withExtendedLifetime(worker) {}
    }

    @Test func oneThatIsKilledLosesNothing() async throws {
        let shop = try await Workshop()
        let worker = try WorkerProgram.start(shop, worker: "one")
        let id = try await shop.submit("slow 600")
        _ = try await shop.job(id) { $0.state == .processing }
        worker.send(signal: SIGKILL)
        #expect(await worker.ending() == .killed(signal: SIGKILL))
        #expect(try await shop.job(id).state == .processing)
        #expect(try await shop.store.releaseLeases(of: WorkerID("one")) == 1)
        let job = try await shop.job(id)
        #expect(job.state == .queued && job.retryCount == 1)
        #expect(try await shop.store.audit() == [])
    }

    /// Stopped for longer than its lease lasts, and continued when another one has the job.
    @Test func oneThatSleptCompletesNothing() async throws {
        var policy = JobPolicy()
        policy.leaseDuration = .seconds(3)
        let shop = try await Workshop(policy: policy)
        let worker = try WorkerProgram.start(shop, worker: "one")
        let id = try await shop.submit("slow 60")
        _ = try await shop.job(id) { $0.state == .processing }
        worker.send(signal: SIGSTOP)
        var taken: Claim?
        try await eventually {
            taken = try await shop.store.claim(by: WorkerID("other"))
            return taken != nil
        }
        let claim = try #require(taken)
        #expect(claim.lease.job == id)
        try await shop.store.complete(
            claim.lease, with: Completion(cost: .zero, outputs: [], inferenceTime: .zero))
        worker.send(signal: SIGCONT)
        // It lets go and takes up the next one.
        #expect(try await shop.ended(try await shop.submit()).state == .completed)
        let job = try await shop.job(id)
        #expect(job.state == .completed && job.outputs == [] && job.cost == .zero && job.retryCount == 1)
        #expect(try shop.files.count == 1)
        #expect(try await shop.store.audit() == [])
        withExtendedLifetime(worker) {}
    }

    @Test func oneThatIsAskedToLeaveGivesItsJobBack() async throws {
        let shop = try await Workshop()
        let worker = try WorkerProgram.start(shop, worker: "one")
        let id = try await shop.submit("slow 600")
        _ = try await shop.job(id) { $0.state == .processing }
        #expect(await worker.end(grace: .seconds(60)) == .exited(code: 0))
        let job = try await shop.job(id)
        #expect(job.state == .queued && job.retryCount == 0)
    }

    @Test func oneWhoseParentLetsGoGivesItsJobBack() async throws {
        let shop = try await Workshop()
        var worker: ChildProcess? = try WorkerProgram.start(shop, worker: "one")
        let process = try #require(worker?.id)
        let id = try await shop.submit("slow 600")
        _ = try await shop.job(id) { $0.state == .processing }
        worker = nil
        try await eventually { !isRunning(process) }
        let job = try await shop.job(id)
        #expect(job.state == .queued && job.retryCount == 0)
    }

    @Test func aCancelledJobIsLetGo() async throws {
        let shop = try await Workshop()
        let worker = try WorkerProgram.start(shop, worker: "one")
        let id = try await shop.submit("slow 600", steps: 10_000)
        _ = try await shop.job(id) { $0.state == .processing }
        _ = try await shop.store.cancel(id, of: shop.key)
        #expect(try await shop.ended(try await shop.submit()).state == .completed)
        #expect(try await shop.job(id).failure?.code == .cancelled)
        withExtendedLifetime(worker) {}
    }
}
