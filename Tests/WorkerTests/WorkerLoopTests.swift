import Domain
import Foundation
import Processes
import Storage
import Testing
import Worker

@Suite(.timeLimit(.minutes(10))) struct WorkerLoopTests {
    @Test func handsInWhatTheGeneratorMade() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator()
        let running = RunningLoop(shop, generator)
        let id = try await shop.submit(steps: 3, samples: 2)
        generator.step(3)
        let job = try await shop.ended(id)
        #expect(job.state == .completed && job.cost == Workshop.estimate && job.retryCount == 0)
        #expect(generator.picture == [1, 2, 3])
        #expect(job.outputs.map(\.seed) == [7, 8])
        #expect(job.outputs.allSatisfy { $0.contentType == "image/jpeg" && $0.byteCount == 2 })
        for (index, output) in job.outputs.enumerated() {
            #expect(try await shop.blobs.bytes(of: output.blob) == [UInt8(index), 42])
        }
        guard case .completed(_, _, _, let details) = job.outcome else { return }
        let report = try JSONDecoder().decode(JobReport.self, from: Data(details.utf8))
        #expect(report.warnings == ["sizo is unknown; did you mean size?", "the prompt is long"])
        #expect(report.timings == JobReport.Timings(prepare: 1, steps: 2, decode: 3))
        withExtendedLifetime(running) {}
    }

    @Test func aPictureInTheBlobStoreIsRead() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator()
        let running = RunningLoop(shop, generator)
        let id = try await shop.submit(steps: 1, picture: .blob(try await shop.blobs.put([9, 9])))
        generator.step()
        #expect(try await shop.ended(id).state == .completed)
        #expect(generator.picture == [9, 9])
        withExtendedLifetime(running) {}
    }

    @Test func oneThatIsGoneFailsTheJob() async throws {
        let shop = try await Workshop()
        var random = SystemRandomNumberGenerator()
        let id = try await shop.submit(picture: .blob(BlobName(using: &random)))
        let running = RunningLoop(shop, SteppedGenerator())
        #expect(try await shop.ended(id).failure?.code == .internal)
        withExtendedLifetime(running) {}
    }

    @Test func failuresAreTold() async throws {
        struct Secret: Error {}
        let shop = try await Workshop(), generator = SteppedGenerator()
        let running = RunningLoop(shop, generator)
        let id = try await shop.submit()
        generator.fail(JobFailure(.invalidImage, "it is a web page"))
        #expect(try await shop.ended(id).failure == JobFailure(.invalidImage, "it is a web page"))
        let other = try await shop.submit()
        generator.fail(Secret())
        let failure = try #require(try await shop.ended(other).failure)
        #expect(failure.code == .internal && !failure.message.contains("Secret"))
        #expect(try await shop.store.audit() == [])
        withExtendedLifetime(running) {}
    }

    @Test func aTaskThatMakesNoSenseFails() async throws {
        let shop = try await Workshop()
        var random = SystemRandomNumberGenerator()
        let id = JobID(using: &random)
        _ = try await shop.store.submit(
            Submission(id: id, key: shop.key, model: "model", inputs: "{}", task: "[]", estimate: Workshop.estimate))
        let running = RunningLoop(shop, SteppedGenerator())
        #expect(try await shop.ended(id).failure?.code == .internal)
        withExtendedLifetime(running) {}
    }

    @Test func aCancelledJobStopsWithinAStep() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator()
        let running = RunningLoop(shop, generator)
        let id = try await shop.submit(steps: 10)
        generator.step(2)
        try await eventually { generator.stepsBegun == 2 }
        _ = try await shop.store.cancel(id, of: shop.key)
        // The third is under way, or its end is the second's: none begins after it.
        generator.step(8)
        // The next job is taken up, so this one was let go.
        let next = try await shop.submit(steps: 1)
        #expect(try await shop.ended(next).state == .completed)
        #expect(generator.stepsBegun <= 4)
        #expect(try await shop.job(id).failure?.code == .cancelled)
        #expect(try shop.files.count == 1)
        withExtendedLifetime(running) {}
    }

    @Test func aWokenWorkerClaimsAtOnce() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator()
        generator.step(1000)
        let server = try shop.socket("server")
        let own = try shop.socket("own")
        let running = RunningLoop(
            shop, generator, socket: own, server: server.path, pollInterval: .seconds(3600))
        for _ in 1...3 {
            let id = try await shop.submit()
            #expect(server.send([], to: own.path))
            #expect(try await shop.ended(id).state == .completed)
        }
        withExtendedLifetime(running) {}
    }

    @Test func saysHowFarItIs() async throws {
        let shop = try await Workshop(), generator = SteppedGenerator(secondsLeft: 5)
        let server = try shop.socket("server")
        let own = try shop.socket("own")
        let running = RunningLoop(shop, generator, socket: own, server: server.path)
        let id = try await shop.submit(steps: 4)
        generator.step(4)
        _ = try await shop.ended(id)
        var events: [WorkerEvent] = []
        for await message in server.messages {
            events.append(try WorkerEvent(datagram: message))
            if events.last == .changed(id) { break }
        }
        // Steps that follow within a fifth of a second are left out.
        #expect(
            events.first == .progress(JobProgress(job: id, step: 1, steps: 4, secondsLeft: 5, preview: [1])))
        #expect(events.count < 6)
        withExtendedLifetime(running) {}
    }
}
