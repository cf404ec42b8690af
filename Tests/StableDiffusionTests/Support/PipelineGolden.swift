import StableDiffusion
import Tensors

extension GoldenCase {
    /// The request that the golden answers.
    var options: GenerationOptions { request(controlPicture: GoldenSuite.pipelines[self, "hint"].floats()) }

    /// `controlPicture`: not asked for where there is no ControlNet.
    func request(controlPicture: @autoclosure () -> [Float]) -> GenerationOptions {
        var options = GenerationOptions(prompt: prompt!)
        options.negativePrompt = negativePrompt!
        options.width = width!
        options.height = height!
        options.steps = steps!
        options.guidanceScale = guidanceScale!
        options.scheduler = SchedulerKind(rawValue: scheduler!)!
        options.seed = seed!
        options.samples = samples!
        if let controlScale {
            var control = ControlOptions(picture: controlPicture())
            control.scale = controlScale
            control.start = controlStart!
            control.end = controlEnd!
            options.control = control
        }
        return options
    }

    /// The faults that this request can show.
    var faults: [Fault] {
        [.timestepShifted] + (controlScale == nil ? [] : [.controlNetDropped, .skipsSwapped])
            + (guidanceScale! > 1 ? [.promptsExchanged] : [])
    }

    /// The finished run on `T`.
    func generate<T: Tensor>(on type: T.Type, fault: Fault? = nil) throws -> Denoising<T> {
        var pipeline = try DiffusionPipeline<T>(TinyModel(model).folder), options = options
        var scheduler = try options.scheduler.make(pipeline.configuration.scheduler, steps: options.steps)
        switch fault {
        case .controlNetDropped: options.control = nil
        case .skipsSwapped: pipeline.controlNet?.downBlocks.swapAt(0, 1)
        case .timestepShifted: scheduler = ShiftedScheduler(right: scheduler)
        case .promptsExchanged: swap(&options.prompt, &options.negativePrompt)
        case nil: break
        }
        var run = try Denoising(pipeline, options, scheduler)
        while try run.next() != nil {}
        return run
    }
}

/// Tells the network timesteps that are one too high.
private struct ShiftedScheduler: Scheduler {
    let right: any Scheduler

    var timesteps: [Int] { right.timesteps.map { $0 + 1 } }
    var initialNoiseScale: Float { right.initialNoiseScale }

    func step(_ index: Int, prediction: [Float], latent: [Float], history: inout SchedulerHistory) -> [Float] {
        right.step(index, prediction: prediction, latent: latent, history: &history)
    }

    func denoised(_ index: Int, prediction: [Float], latent: [Float]) -> [Float] {
        right.denoised(index, prediction: prediction, latent: latent)
    }
}
