import Checkpoints
import StableDiffusion
import Testing

@Suite struct DPMSolverSchedulerTests {
    @Test(arguments: SchedulerGolden.cases(.dpmpp2M))
    func agreesWithDiffusers(golden: SchedulerGolden) throws {
        let run = try golden.run()
        #expect(run.scheduler.timesteps == golden.timesteps)
        #expect(run.scheduler.initialNoiseScale == golden.initialNoiseScale)
        #expect(golden.worst(run) < schedulerTolerance(steps: golden.steps))
    }

    @Test func timestepsOfThePublishedDefaults() throws {
        let timesteps = try SchedulerKind.dpmpp2M.scheduler(steps: 25).timesteps
        #expect(timesteps.first == 999)
        #expect(timesteps[1] == 959)
        #expect(timesteps.last == 40)
    }

    /// The last step goes to no noise: its result is the clean latent it predicts.
    @Test(arguments: [1, 2, 25])
    func endsAtTheCleanLatent(steps: Int) throws {
        let scheduler = try SchedulerKind.dpmpp2M.scheduler(steps: steps)
        var history = SchedulerHistory(), latent: [Float] = [2, -1, 0.5], last: [Float] = []
        for index in 0..<steps {
            let prediction: [Float] = [0.1 * Float(index), -1, 1]
            last = scheduler.denoised(index, prediction: prediction, latent: latent)
            latent = scheduler.step(index, prediction: prediction, latent: latent, history: &history)
        }
        #expect(distance(latent, last) < 1e-6)
    }

    /// Without a history a step is of first order, so it is as exact as it can be and takes no wrong step.
    @Test func historyMatters() throws {
        let scheduler = try SchedulerKind.dpmpp2M.scheduler(steps: 25)
        var history = SchedulerHistory(), none = SchedulerHistory()
        let first = scheduler.step(0, prediction: [1], latent: [1], history: &history)
        let second = scheduler.step(1, prediction: [0.5], latent: first, history: &history)
        #expect(scheduler.step(1, prediction: [0.5], latent: first, history: &none) != second)
    }

    @Test(arguments: TimestepSpacing.all, [false, true])
    func everyNumberOfSteps(spacing: TimestepSpacing, karras: Bool) throws {
        for steps in 1...(spacing == .leading && !karras ? 999 : 1000) {
            let scheduler = try SchedulerKind.dpmpp2M.scheduler(steps: steps) {
                $0.timestepSpacing = spacing
                $0.useKarrasSigmas = karras
            }
            #expect(scheduler.timesteps.count == steps)
            #expect(scheduler.timesteps.allSatisfy { (0..<1000).contains($0) })
            #expect(zip(scheduler.timesteps, scheduler.timesteps.dropFirst()).allSatisfy { $0 >= $1 })
            var history = SchedulerHistory(), latent: [Float] = [1, -0.5]
            for index in 0..<steps {
                latent = scheduler.step(index, prediction: [0.3, -1], latent: latent, history: &history)
            }
            #expect(latent.allSatisfy { $0.isFinite })
        }
    }

    @Test func impossibleNumbersOfSteps() {
        for steps in [0, -1, 1001] {
            #expect(throws: SchedulerError.steps(found: steps, most: 1000)) {
                try SchedulerKind.dpmpp2M.scheduler(steps: steps)
            }
        }
        #expect(throws: SchedulerError.steps(found: 1000, most: 999)) {
            try SchedulerKind.dpmpp2M.scheduler(steps: 1000) { $0.timestepSpacing = .leading }
        }
    }

    /// No configuration that a file may hold brings it down.
    @Test(arguments: SchedulerKind.allCases, [false, true])
    func extremeConfigurations(kind: SchedulerKind, karras: Bool) {
        for total in [1, 2, 3, 7, 100_000] {
            for (start, end) in [(1e-9, 1e-9), (1e-9, 0.999), (1e-7, 1e-6), (0.999, 0.999), (0.5, 1e-5)] {
                for spacing in TimestepSpacing.all {
                    for steps in [1, 2, 3, 1000] {
                        let scheduler = try? kind.scheduler(steps: steps) {
                            $0.numTrainTimesteps = total
                            $0.betaStart = start
                            $0.betaEnd = end
                            $0.timestepSpacing = spacing
                            $0.useKarrasSigmas = karras
                        }
                        guard let scheduler else { continue }
                        #expect(scheduler.timesteps.count == steps)
                        #expect(scheduler.timesteps.allSatisfy { (0..<total).contains($0) })
                    }
                }
            }
        }
        #expect(throws: SchedulerError.extremeNoise(timestep: 0)) {
            try kind.scheduler(steps: 25) { $0.betaStart = 1e-9 }
        }
        #expect(throws: SchedulerError.self) { try kind.scheduler(steps: 25) { $0.betaEnd = 0.999 } }
    }
}
