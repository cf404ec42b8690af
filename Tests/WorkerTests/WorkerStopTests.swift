import Domain
import Processes
import Testing
import Worker

/// A worker that is asked to leave.
@Suite(.timeLimit(.minutes(10))) struct WorkerStopTests {
    @Test func anIdleOneLeaves() async throws {
        let shop = try await Workshop()
        let running = RunningLoop(shop, SteppedGenerator(), pollInterval: .seconds(3600))
        running.loop.stop(drain: .seconds(3600))
        await running.finished.value
        let id = try await shop.submit()
        #expect(try await shop.job(id).state == .queued)
    }

    /// In the middle of a step, which goes on for as long as the process lives.
    @Test func givesBackWhatIsFarFromDone() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator(secondsLeft: 1000)
        let server = try shop.socket("server")
        let own = try shop.socket("own")
        let running = RunningLoop(shop, generator, socket: own, server: server.path)
        let id = try await shop.submit()
        generator.step()
        var messages = server.messages.makeAsyncIterator()
        _ = await messages.next()
        running.loop.stop(drain: .seconds(60))
        await running.finished.value
        let job = try await shop.job(id)
        #expect(job.state == .queued && job.retryCount == 0)
        #expect(try WorkerEvent(datagram: try #require(await messages.next())) == .changed(id))
        // It is done from its beginning by another one.
        let other = RunningLoop(shop, generator, worker: "other")
        generator.step(20)
        #expect(try await shop.ended(id).state == .completed)
        withExtendedLifetime(other) {}
    }

    @Test func finishesWhatIsNearlyDone() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator(secondsLeft: 1)
        let server = try shop.socket("server")
        let own = try shop.socket("own")
        let running = RunningLoop(shop, generator, socket: own, server: server.path)
        let id = try await shop.submit(steps: 2)
        generator.step()
        var messages = server.messages.makeAsyncIterator()
        _ = await messages.next()
        let next = try await shop.submit()
        running.loop.stop(drain: .seconds(3600))
        generator.step()
        await running.finished.value
        #expect(try await shop.job(id).state == .completed)
        #expect(try await shop.job(next).state == .queued)
    }

    @Test func givesBackWhatTakesLongerThanItSaid() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator(secondsLeft: 0.001)
        let server = try shop.socket("server")
        let own = try shop.socket("own")
        let running = RunningLoop(shop, generator, socket: own, server: server.path)
        let id = try await shop.submit()
        generator.step()
        var messages = server.messages.makeAsyncIterator()
        _ = await messages.next()
        running.loop.stop(drain: .milliseconds(10))
        await running.finished.value
        #expect(try await shop.job(id).state == .queued)
    }

    @Test func aCancelledTaskIsAskedToo() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator()
        let running = RunningLoop(shop, generator)
        let id = try await shop.submit()
        generator.step()
        try await eventually { generator.stepsBegun == 1 }
        running.finished.cancel()
        await running.finished.value
        #expect(try await shop.job(id).state == .queued)
    }
}
