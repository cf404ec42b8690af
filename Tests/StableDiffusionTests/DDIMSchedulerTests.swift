import Checkpoints
import StableDiffusion
import Testing

@Suite struct DDIMSchedulerTests {
    @Test(arguments: SchedulerGolden.cases(.ddim))
    func agreesWithDiffusers(golden: SchedulerGolden) throws {
        let run = try golden.run()
        #expect(run.scheduler.timesteps == golden.timesteps)
        #expect(run.scheduler.initialNoiseScale == golden.initialNoiseScale)
        #expect(golden.worst(run) < schedulerTolerance(steps: golden.steps))
    }

    @Test func timestepsOfThePublishedDefaults() throws {
        let timesteps = try SchedulerKind.ddim.scheduler(steps: 25).timesteps
        #expect(timesteps == stride(from: 961, through: 1, by: -40).map { $0 })
    }

    /// Every number of steps, timesteps falling and within the training range, each result a number.
    @Test(arguments: TimestepSpacing.all)
    func everyNumberOfSteps(spacing: TimestepSpacing) throws {
        for steps in 1...1000 {
            let scheduler = try SchedulerKind.ddim.scheduler(steps: steps) { $0.timestepSpacing = spacing }
            #expect(scheduler.timesteps.count == steps)
            #expect(scheduler.timesteps.allSatisfy { (0..<1000).contains($0) })
            #expect(zip(scheduler.timesteps, scheduler.timesteps.dropFirst()).allSatisfy { $0 > $1 })
            var history = SchedulerHistory(), latent: [Float] = [1, -0.5]
            for index in 0..<steps {
                latent = scheduler.step(index, prediction: [0.3, -1], latent: latent, history: &history)
            }
            #expect(latent.allSatisfy { $0.isFinite })
        }
    }

    /// A prediction that is the very noise brings the clean latent back, in any number of steps.
    @Test(arguments: [PredictionType.epsilon, .vPrediction], [1, 4, 25])
    func recoversTheCleanLatent(type: PredictionType, steps: Int) throws {
        let scheduler = try SchedulerKind.ddim.scheduler(steps: steps) {
            $0.predictionType = type
            $0.setAlphaToOne = true
            $0.timestepSpacing = .trailing
        }
        let clean: Float = 0.7, noise: Float = -1.2
        let alpha = Float(alphaProduct(999).squareRoot()), sigma = (1 - alpha * alpha).squareRoot()
        var latent = [alpha * clean + sigma * noise]
        var history = SchedulerHistory()
        for index in 0..<steps {
            let product = alphaProduct(scheduler.timesteps[index])
            let alpha = Float(product.squareRoot()), sigma = Float((1 - product).squareRoot())
            let prediction = type == .epsilon ? noise : alpha * noise - sigma * clean
            #expect(abs(scheduler.denoised(index, prediction: [prediction], latent: latent)[0] - clean) < 1e-4)
            latent = scheduler.step(index, prediction: [prediction], latent: latent, history: &history)
        }
        #expect(abs(latent[0] - clean) < 1e-5)
    }

    @Test(arguments: [0, -1, 1001])
    func impossibleNumbersOfSteps(steps: Int) {
        #expect(throws: SchedulerError.steps(found: steps, most: 1000)) {
            try SchedulerKind.ddim.scheduler(steps: steps)
        }
    }

    /// Stable Diffusion's schedule by its definition, in double precision.
    private func alphaProduct(_ timestep: Int) -> Double {
        let first = 0.00085.squareRoot(), last = 0.012.squareRoot()
        return (0...timestep).reduce(1) { product, index in
            let root = first + (last - first) * Double(index) / 999
            return product * (1 - root * root)
        }
    }
}
