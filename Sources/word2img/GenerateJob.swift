internal import CPUTensors
internal import Checkpoints
internal import Domain
internal import Foundation
internal import Imaging
internal import StableDiffusion
internal import Tensors

/// A checked request on its way from the model's files to the pictures' files, on the calling thread.
struct GenerateJob {
    let request: GenerationRequest
    let folder: ModelFolder
    let precision: ModelOptions.Precision
    let control: ControlPicture
    let plan: OutputPlan
    let progress: Progress

    func run<T: Tensor>(_ type: T.Type) throws -> GenerateReport {
        let clock = ContinuousClock(), start = clock.now
        defer { progress.end() }
        progress.stage("Loading \(folder.path)")
        let fingerprint = try folder.fingerprint(), pipeline = try DiffusionPipeline<T>(folder)
        var run = try pipeline.start(options())
        let loaded = clock.now

        let size = request.size
        progress.stage("\(request.numInferenceSteps) steps at \(size.width) x \(size.height), seed \(request.seed)")
        while let step = try run.next() {
            progress.step(step.index + 1, of: step.count, seconds: loaded.duration(to: clock.now) / .seconds(1))
        }
        let stepped = clock.now
        progress.stage("Decoding")
        let pictures = try run.pictures()
        let decoded = clock.now

        let recipes = pictures.indices.map { recipe(model: fingerprint, sample: $0) }
        try Interruption.protected {
            for (index, picture) in pictures.enumerated() {
                try write(picture, recipes[index], to: plan.pictures[index])
            }
            if let latents = plan.latents { try write(run, to: latents) }
        }
        return GenerateReport(
            outputs: zip(plan.pictures, recipes).map { .init(path: $0, seed: $1.request.seed, size: size) },
            latents: plan.latents, model: folder.path, fingerprint: fingerprint,
            timings: .init(
                load: start.duration(to: loaded) / .seconds(1), steps: loaded.duration(to: stepped) / .seconds(1),
                decode: stepped.duration(to: decoded) / .seconds(1), total: start.duration(to: clock.now) / .seconds(1)),
            warnings: warnings(run))
    }

    private func options() -> GenerationOptions {
        var options = GenerationOptions(prompt: request.prompt)
        options.negativePrompt = request.negativePrompt
        options.width = request.size.width
        options.height = request.size.height
        options.steps = request.numInferenceSteps
        options.guidanceScale = request.guidanceScale
        options.scheduler =
            switch request.scheduler {
            case .ddim: .ddim
            case .dpmpp2M: .dpmpp2M
            }
        options.seed = UInt64(bitPattern: request.seed)
        options.samples = request.samples
        var steering = ControlOptions(picture: control.bitmap.unitFloats)
        steering.scale = request.controlScale
        steering.start = request.controlStart
        steering.end = request.controlEnd
        options.control = steering
        return options
    }

    /// The recipe of one sample: the same request with one sample and that sample's seed.
    private func recipe(model: String, sample: Int) -> Recipe {
        var single = request
        single.samples = 1
        // Past the largest seed it begins again at zero; the low 32 bits, which are what counts, go on.
        single.seed = (request.seed &+ Int64(sample)) & .max
        return Recipe(model: model, precision: precision.rawValue, stencil: control.source, request: single)
    }

    private func write(_ picture: Picture, _ recipe: Recipe, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(recipe), as: UTF8.self)
        let bitmap = Bitmap(width: picture.width, height: picture.height, pixels: picture.pixels)
        try AtomicFile.write(bitmap.encoded(as: plan.encoding, recipe: json), to: path)
    }

    private func write(_ run: Denoising<some Tensor>, to path: String) throws {
        var writer = SafetensorsWriter()
        for (name, latents) in [("initial", run.initial), ("final", run.latents)] {
            writer.add(
                name, latents.planar, shape: [latents.samples, latents.channels, latents.height, latents.width])
        }
        try writer.write(to: path)
    }

    private func warnings(_ run: Denoising<some Tensor>) -> [String] {
        [("prompt", run.truncatedPrompt), ("negative prompt", run.truncatedNegativePrompt)].compactMap { name, rest in
            rest.map { "the \(name) is longer than the model reads; this end of it was ignored: \($0)" }
        }
    }
}
