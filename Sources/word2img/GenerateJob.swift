internal import CPUTensors
internal import Checkpoints
internal import Domain
internal import Foundation
internal import Generation
internal import Imaging
internal import StableDiffusion
internal import Tensors

/// A checked request on its way from the model's files to the pictures' files, on the calling thread.
struct GenerateJob {
    let request: GenerationRequest
    let folder: ModelFolder
    let precision: Precision
    let control: ControlPicture
    let plan: OutputPlan
    let progress: Progress

    func run<T: Tensor>(_ type: T.Type) throws -> GenerateReport {
        let clock = ContinuousClock(), start = clock.now
        defer { progress.end() }
        progress.stage("Loading \(folder.path)")
        let drawing = Drawing(request, control, model: try folder.fingerprint(), precision: precision)
        var run = try DiffusionPipeline<T>(folder).start(drawing.options)
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

        try Interruption.protected {
            for (sample, picture) in pictures.enumerated() {
                try AtomicFile.write(
                    drawing.file(picture, sample: sample, as: plan.encoding), to: plan.pictures[sample])
            }
            if let latents = plan.latents { try write(run, to: latents) }
        }
        return GenerateReport(
            outputs: plan.pictures.enumerated().map { sample, path in
                .init(path: path, seed: drawing.recipe(sample: sample).request.seed, size: size)
            },
            latents: plan.latents, model: folder.path, fingerprint: drawing.model,
            timings: .init(
                load: start.duration(to: loaded) / .seconds(1), steps: loaded.duration(to: stepped) / .seconds(1),
                decode: stepped.duration(to: decoded) / .seconds(1), total: start.duration(to: clock.now) / .seconds(1)),
            warnings: run.warnings)
    }

    private func write(_ run: Denoising<some Tensor>, to path: String) throws {
        var writer = SafetensorsWriter()
        for (name, latents) in [("initial", run.initial), ("final", run.latents)] {
            writer.add(
                name, latents.planar, shape: [latents.samples, latents.channels, latents.height, latents.width])
        }
        try writer.write(to: path)
    }
}
