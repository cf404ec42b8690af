import Domain
import Foundation
import Processes
import Storage
import Testing
import Worker

@Suite(.timeLimit(.minutes(5))) struct SupervisorTests {
    @Test func keepsItsWorkersAndLetsThemGo() async throws {
        let shop = try await Workshop(), supervised = try Supervised(shop, workers: 2)
        try await eventually { supervised.supervisor.alive == 2 }
        let ids = try await shop.submit(20)
        for id in ids { #expect(try await shop.ended(id).state == .completed) }
        let processes = try children(of: getpid())
        supervised.supervisor.stop()
        await supervised.finished.value
        #expect(supervised.supervisor.alive == 0 && supervised.supervisor.restarts == 0)
        #expect(!processes.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: shop.sockets.path) == [])
        #expect(try await shop.store.audit() == [])
    }

    @Test func aDeadWorkersJobIsReleasedAtOnce() async throws {
        // A lease that nobody waits for.
        var policy = JobPolicy()
        policy.leaseDuration = .seconds(3600)
        let shop = try await Workshop(policy: policy), supervised = try Supervised(shop, workers: 1)
        let id = try await shop.submit("slow 2")
        _ = try await shop.job(id) { $0.state == .processing }
        try supervised.killWorkers()
        let job = try await shop.ended(id)
        #expect(job.state == .completed && job.retryCount == 1)
        #expect(supervised.supervisor.restarts == 1)
    }

    @Test func aJobThatKillsItsWorkersFails() async throws {
        let shop = try await Workshop(), supervised = try Supervised(shop, workers: 1)
        let id = try await shop.submit("crash"), next = try await shop.submit()
        #expect(try await shop.ended(id).failure?.code == .workerLost)
        #expect(try await shop.ended(next).state == .completed)
        #expect(supervised.supervisor.restarts == 3)
        #expect(try await shop.store.audit() == [])
    }

    @Test func carriesWordsBothWays() async throws {
        let shop = try await Workshop(), supervised = try Supervised(shop, workers: 1)
        let events = supervised.supervisor.events(), others = supervised.supervisor.events()
        let id = try await shop.submit("slow 1", steps: 10)
        supervised.supervisor.wake()
        for events in [events, others] {
            var steps: [Int] = [], previews = 0
            for await event in events {
                if event == .changed(id) { break }
                guard case .progress(let progress) = event else { continue }
                #expect(progress.job == id && progress.steps == 10)
                previews += progress.preview?.starts(with: [0xFF, 0xD8, 0xFF]) == true ? 1 : 0
                steps.append(progress.step)
            }
            #expect(!steps.isEmpty && steps == steps.sorted() && previews == steps.count)
        }
        supervised.supervisor.stop()
        await supervised.finished.value
        // Whoever listens learns that it is over.
        for await _ in supervised.supervisor.events() {}
    }

    @Test func whatCanNotBeStartedIsTriedAgain() async throws {
        let shop = try await Workshop()
        let supervised = try Supervised(shop, workers: 1, program: "/no/such/program")
        try await eventually { supervised.supervisor.restarts >= 3 }
        #expect(supervised.supervisor.alive == 0)
        supervised.supervisor.stop()
        await supervised.finished.value
    }

    @Test func aLongPauseDoesNotHoldUpItsEnd() async throws {
        let shop = try await Workshop()
        let delay = RestartDelay(first: .seconds(3600), longest: .seconds(3600))
        let supervised = try Supervised(shop, workers: 1, program: "/bin/false", delay: delay)
        try await eventually { supervised.supervisor.alive == 0 }
        supervised.supervisor.stop()
        await supervised.finished.value
    }

    @Test func noWorkersAreFine() async throws {
        let shop = try await Workshop(), supervised = try Supervised(shop, workers: 0)
        supervised.supervisor.wake()
        supervised.supervisor.stop()
        await supervised.finished.value
    }

    @Test func aKilledServerLeavesNoOrphan() async throws {
        let shop = try await Workshop()
        let server = try ChildProcess(
            ChildProgram(
                WorkerProgram.path, arguments: ["supervise", "--data", shop.folder.path, "--workers", "2"]))
        let id = try await shop.submit("slow 600"), other = try await shop.submit("slow 600")
        for id in [id, other] { _ = try await shop.job(id) { $0.state == .processing } }
        let workers = try children(of: server.id)
        #expect(workers.count == 2)
        server.send(signal: SIGKILL)
        _ = await server.ending()
        try await eventually { !workers.contains(where: isRunning) }
        for id in [id, other] {
            let job = try await shop.job(id)
            #expect(job.state == .queued && job.retryCount == 0)
        }
    }

    @Test func workersStandBehindTheServer() async throws {
        let shop = try await Workshop()
        let server = try ChildProcess(
            ChildProgram(WorkerProgram.path, arguments: ["supervise", "--data", shop.folder.path]))
        let id = try await shop.submit()
        _ = try await shop.ended(id)
        let worker = try #require(try children(of: server.id).first)
        let process = __priority_which_t(PRIO_PROCESS.rawValue)
        // The tests may stand behind others themselves, and nobody stands further back than 19.
        #expect(getpriority(process, id_t(worker)) == min(getpriority(process, id_t(getpid())) + 10, 19))
        withExtendedLifetime(server) {}
    }
}
