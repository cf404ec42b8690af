import Checkpoints
public import Tensors

/// One request on its way: a lazy sequence of steps. Whoever holds it owns progress, preview and cancellation.
public struct Denoising<T: Tensor>: Sendable {
    /// What ``next()`` has just done.
    public struct Step: Sendable, Hashable {
        /// From zero.
        public let index: Int
        public let count: Int
        /// What the network was told.
        public let timestep: Int
        /// Whether the ControlNet ran.
        public let isControlled: Bool
    }

    public let options: GenerationOptions
    /// The latents that the first step starts from.
    public let initial: Latents
    /// The latents after the steps so far.
    public private(set) var latents: Latents
    /// The part of the prompt, or of the negative prompt, that didn't fit into the text encoder's 77 tokens.
    public let truncatedPrompt, truncatedNegativePrompt: String?

    private let pipeline: DiffusionPipeline<T>
    private let scheduler: any Scheduler
    private var history = SchedulerHistory()
    /// Let go of when the last step is done.
    private var networks: Networks?
    private var index = 0
    private var last: (prediction: [Float], latent: [Float])?
    private var kept: Kept?

    private struct Networks: Sendable {
        let unet: Conditioning<T>
        let control: (conditioning: Conditioning<T>, hint: T)?
    }

    /// What the last full step found in the inner layers, with the ControlNet at that strength.
    private struct Kept: Sendable {
        let inner: T
        let index: Int
        let strength: Double
    }

    /// `scheduler`: made for `options.steps` steps.
    package init(_ pipeline: DiffusionPipeline<T>, _ options: GenerationOptions, _ scheduler: any Scheduler) throws {
        let vae = pipeline.configuration.vae
        self.pipeline = pipeline
        self.options = options
        self.scheduler = scheduler

        let isGuided = options.guidanceScale > 1
        let text = try pipeline.embed(isGuided ? [options.negativePrompt, options.prompt] : [options.prompt])
        truncatedPrompt = text.truncated.last ?? nil
        truncatedNegativePrompt = isGuided ? text.truncated[0] : nil
        // [negative × samples, prompt × samples]; one text meets all samples by itself.
        let copies = isGuided ? options.samples : 1, entry = text.values.count / text.shape.batch
        let repeated = (0..<text.shape.batch * copies).flatMap { row in
            text.values[row / copies * entry..<(row / copies + 1) * entry]
        }
        let embedding = T(repeated, shape: text.shape.with(batch: text.shape.batch * copies))

        var control: (Conditioning<T>, T)?
        if let picture = options.control {
            guard let controlNet = pipeline.controlNet else { throw PipelineError.noControlNet }
            var conditioning = controlNet.prepare(text: embedding, timesteps: scheduler.timesteps)
            conditioning.tokenDownsampling = options.tokenDownsampling
            control = (
                conditioning, controlNet.hint(picture.picture, shape: [1, options.height, options.width, 3])
            )
        }
        var conditioning = pipeline.unet.prepare(text: embedding, timesteps: scheduler.timesteps)
        conditioning.tokenDownsampling = options.tokenDownsampling
        networks = Networks(unet: conditioning, control: control)
        initial = Latents(
            noise: options.seed, scale: scheduler.initialNoiseScale, samples: options.samples,
            height: options.height / vae.reduction, width: options.width / vae.reduction, channels: vae.latentChannels)
        latents = initial
    }

    /// Does the next step; nil when all are done.
    public mutating func next() throws -> Step? {
        guard let networks, index < options.steps else { return nil }
        let (prediction, isControlled) = try predict(networks)
        let before = latents.values
        latents.values = scheduler.step(index, prediction: prediction, latent: before, history: &history)
        guard latents.values.allSatisfy(\.isFinite) else { throw PipelineError.notFinite(.scheduler, step: index) }
        last = (prediction, before)

        let step = Step(
            index: index, count: options.steps, timestep: scheduler.timesteps[index], isControlled: isControlled)
        index += 1
        if index == options.steps { (self.networks, kept) = (nil, nil) }
        return step
    }

    /// What the last step took for the finished latents; nil before the first. For ``LatentPreview``.
    public var predicted: Latents? {
        guard let last else { return nil }
        var predicted = latents
        predicted.values = scheduler.denoised(index - 1, prediction: last.prediction, latent: last.latent)
        return predicted
    }

    /// The pictures of the latents as they are: those of the request once ``next()`` has returned nil.
    public func pictures() throws -> [Picture] { try pipeline.decode(latents) }

    /// The guided prediction of the current step, `[n, h, w, c]`.
    private mutating func predict(_ networks: Networks) throws -> (values: [Float], isControlled: Bool) {
        let x = T(latents.values, shape: [latents.samples, latents.height, latents.width, latents.channels])
        let strength = networks.control == nil ? 0 : options.control?.strength(step: index, of: options.steps) ?? 0
        let values =
            if let kept, kept.strength == strength, index - kept.index < options.cacheInterval {
                try outerPrediction(x, networks, kept)
            } else {
                try fullPrediction(x, networks, strength)
            }
        guard options.guidanceScale > 1 else { return (values, strength != 0) }
        let count = latents.values.count, scale = Float(options.guidanceScale)
        precondition(values.count == 2 * count)
        let guided = (0..<count).map { values[$0] + scale * (values[count + $0] - values[$0]) }
        guard guided.allSatisfy(\.isFinite) else { throw PipelineError.notFinite(.guidance, step: index) }
        return (guided, strength != 0)
    }

    private mutating func fullPrediction(_ x: T, _ networks: Networks, _ strength: Double) throws -> [Float] {
        let residuals: ControlResiduals<T>? =
            if strength != 0, let control = networks.control, let controlNet = pipeline.controlNet {
                controlNet(x, step: index, control.conditioning, hint: control.hint, scale: Float(strength))
            } else { nil }
        kept = nil
        let (prediction, inner) = pipeline.unet.inAndOut(x, step: index, networks.unet, control: residuals)
        let values = try prediction.values()
        guard values.allSatisfy(\.isFinite) else {
            let isControlNets = try residuals.map { try !$0.isFinite() } ?? false
            throw PipelineError.notFinite(isControlNets ? .controlNet : .unet, step: index)
        }
        if options.cacheInterval > 1 { kept = Kept(inner: inner, index: index, strength: strength) }
        return values
    }

    private func outerPrediction(_ x: T, _ networks: Networks, _ kept: Kept) throws -> [Float] {
        let residual: T? =
            if kept.strength != 0, let control = networks.control, let controlNet = pipeline.controlNet {
                controlNet.first(x, hint: control.hint, scale: Float(kept.strength))
            } else { nil }
        let values = try pipeline.unet(x, step: index, networks.unet, reusing: kept.inner, control: residual).values()
        guard values.allSatisfy(\.isFinite) else { throw PipelineError.notFinite(.unet, step: index) }
        return values
    }
}

extension ControlResiduals {
    fileprivate func isFinite() throws -> Bool {
        try (skips + [mid]).allSatisfy { try $0.values().allSatisfy(\.isFinite) }
    }
}
