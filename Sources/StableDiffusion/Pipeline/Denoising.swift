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

    private struct Networks: Sendable {
        let unet: Conditioning<T>
        let control: (conditioning: Conditioning<T>, hint: T)?
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
            control = (
                controlNet.prepare(text: embedding, timesteps: scheduler.timesteps),
                controlNet.hint(picture.picture, shape: [1, options.height, options.width, 3])
            )
        }
        networks = Networks(
            unet: pipeline.unet.prepare(text: embedding, timesteps: scheduler.timesteps), control: control)
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
        if index == options.steps { self.networks = nil }
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
    private func predict(_ networks: Networks) throws -> (values: [Float], isControlled: Bool) {
        let x = T(latents.values, shape: [latents.samples, latents.height, latents.width, latents.channels])
        let residuals = control(x, networks)
        let prediction = pipeline.unet(x, step: index, networks.unet, control: residuals)
        let values = try prediction.values()
        guard values.allSatisfy(\.isFinite) else {
            let isControlNets = try residuals.map { try !$0.isFinite() } ?? false
            throw PipelineError.notFinite(isControlNets ? .controlNet : .unet, step: index)
        }
        guard options.guidanceScale > 1 else { return (values, residuals != nil) }
        let count = latents.values.count, scale = Float(options.guidanceScale)
        precondition(values.count == 2 * count)
        let guided = (0..<count).map { values[$0] + scale * (values[count + $0] - values[$0]) }
        guard guided.allSatisfy(\.isFinite) else { throw PipelineError.notFinite(.guidance, step: index) }
        return (guided, residuals != nil)
    }

    private func control(_ x: T, _ networks: Networks) -> ControlResiduals<T>? {
        guard let options = options.control, let control = networks.control, let controlNet = pipeline.controlNet else {
            return nil
        }
        let strength = options.strength(step: index, of: self.options.steps)
        guard strength != 0 else { return nil }
        return controlNet(x, step: index, control.conditioning, hint: control.hint, scale: Float(strength))
    }
}

extension ControlResiduals {
    fileprivate func isFinite() throws -> Bool {
        try (skips + [mid]).allSatisfy { try $0.values().allSatisfy(\.isFinite) }
    }
}
