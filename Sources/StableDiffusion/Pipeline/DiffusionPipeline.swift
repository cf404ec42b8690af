public import Checkpoints
public import Tensors
package import Tokenizer

/// Stable Diffusion with a ControlNet, from a folder of weights to pictures.
///
///     let pipeline = try DiffusionPipeline<CPUTensor<BFloat16>>(folder)
///     var run = try pipeline.start(options)
///     while let step = try run.next() { show(step) }       // stop calling to cancel
///     let pictures = try run.pictures()
///
/// Every call works on the calling thread until it is done, seconds to minutes. Never call it on Swift's cooperative pool
/// (from a task or an actor without an executor of its own): that pool has a thread a core, and whatever else the process
/// does concurrently would stand still. Give the engine a thread.
public struct DiffusionPipeline<T: Tensor>: Sendable {
    package let tokenizer: Tokenizer
    package let textEncoder: CLIPTextEncoder<T>
    package let unet: UNet<T>
    package var controlNet: ControlNet<T>?
    package let decoder: VAEDecoder<T>
    package let configuration: Configuration

    /// What of the configuration files outlives loading.
    package struct Configuration: Sendable {
        package let vae: VAEConfiguration
        package let scheduler: SchedulerConfiguration
    }

    /// Loads and packs all weights. Throws what a file lacks, and what doesn't fit together.
    public init(_ folder: ModelFolder) throws {
        try folder.checkFit()
        tokenizer = try Tokenizer(folder: folder.tokenizerFolder)
        guard tokenizer.idLimit <= folder.textEncoder.vocabSize else {
            throw PipelineError.mismatch(
                "the tokenizer has ids up to \(tokenizer.idLimit - 1), the text encoder's vocab_size is "
                    + "\(folder.textEncoder.vocabSize)")
        }
        textEncoder = try folder.load(.textEncoder) { w throws(WeightError) in
            try CLIPTextEncoder(w, folder.textEncoder)
        }
        unet = try folder.load(.unet) { w throws(WeightError) in try UNet(w, folder.unet) }
        controlNet =
            if let controlNet = folder.controlNet {
                try folder.load(.controlNet) { w throws(WeightError) in try ControlNet(w, controlNet) }
            } else { nil }
        decoder = try folder.load(.vae) { w throws(WeightError) in
            // Generating needs no encoder; counting tensors check its keys and shapes without reading a weight.
            _ = try VAEEncoder<CountingTensor>(w, folder.vae)
            return try VAEDecoder(w, folder.vae)
        }
        configuration = Configuration(vae: folder.vae, scheduler: folder.scheduler)
    }

    /// Prepares a run: the text's embedding, the noise, and all that doesn't change between steps.
    public func start(_ options: GenerationOptions) throws -> Denoising<T> {
        try options.check(reduction: configuration.vae.reduction)
        return try Denoising(self, options, options.scheduler.make(configuration.scheduler, steps: options.steps))
    }

    /// The last hidden state of some texts, `[n, 77, c]`, and for each the part that didn't fit, if any.
    package func embed(_ texts: [String]) throws -> (values: [Float], shape: Shape, truncated: [String?]) {
        let encodings = texts.map(tokenizer.encode)
        let embedding = textEncoder(encodings.map(\.ids)), values = try embedding.values()
        guard values.allSatisfy(\.isFinite) else { throw PipelineError.notFinite(.textEncoder, step: nil) }
        return (values, embedding.shape, encodings.map(\.truncated))
    }

    /// The pictures of some latents, decoded one after the other, which needs the least memory.
    public func decode(_ latents: Latents) throws -> [Picture] {
        let vae = configuration.vae
        return try (0..<latents.samples).map { sample in
            let unscaled = latents[sample].map { $0 / Float(vae.scalingFactor) + Float(vae.shiftFactor ?? 0) }
            let picture = decoder(T(unscaled, shape: [1, latents.height, latents.width, latents.channels]))
            let values = try picture.values()
            guard values.allSatisfy(\.isFinite) else { throw PipelineError.notFinite(.autoencoder, step: nil) }
            return Picture(width: picture.shape[2], height: picture.shape[1], signed: values)
        }
    }
}

extension ModelFolder {
    /// Builds a part of the model from its weights, all of which it must use.
    fileprivate func load<Module>(
        _ component: Component, _ build: (Weights) throws(WeightError) -> Module
    ) throws(WeightError) -> Module {
        let checkpoint = try checkpoint(component)
        let module = try build(checkpoint.weights)
        try checkpoint.finish()
        return module
    }

    /// What each part's own file can't tell: that the parts belong together.
    fileprivate func checkFit() throws(PipelineError) {
        func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(PipelineError) {
            if !holds { throw .mismatch(what()) }
        }
        try require(
            unet.crossAttentionDim == textEncoder.hiddenSize,
            "the UNet's cross_attention_dim is \(unet.crossAttentionDim), the text encoder's hidden_size "
                + "\(textEncoder.hiddenSize)")
        try require(
            unet.inChannels == vae.latentChannels && unet.outChannels == vae.latentChannels,
            "the UNet has in_channels \(unet.inChannels) and out_channels \(unet.outChannels), the autoencoder "
                + "latent_channels \(vae.latentChannels)")
        try require(vae.outChannels == 3, "the autoencoder's out_channels is \(vae.outChannels), not 3")
        try require(
            textEncoder.maxPositionEmbeddings >= 77,
            "the text encoder's max_position_embeddings is \(textEncoder.maxPositionEmbeddings), below 77")
        guard let controlNet else { return }
        try require(
            controlNet.crossAttentionDim == unet.crossAttentionDim && controlNet.inChannels == unet.inChannels,
            "the ControlNet has in_channels \(controlNet.inChannels) and cross_attention_dim "
                + "\(controlNet.crossAttentionDim), the UNet \(unet.inChannels) and \(unet.crossAttentionDim)")
        try require(
            DenoiserSettings(controlNet).skipChannels == DenoiserSettings(unet).skipChannels,
            "the ControlNet's blocks have the widths \(controlNet.blockOutChannels), the UNet's "
                + "\(unet.blockOutChannels), or their layers_per_block differ")
        try require(
            1 << (controlNet.conditioningEmbeddingOutChannels.count - 1) == vae.reduction
                && controlNet.conditioningChannels == 3,
            "the ControlNet takes pictures with \(controlNet.conditioningChannels) channels at 1/"
                + "\(1 << (controlNet.conditioningEmbeddingOutChannels.count - 1)), the autoencoder with 3 at 1/"
                + "\(vae.reduction)")
    }
}
