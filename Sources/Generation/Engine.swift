internal import Checkpoints
internal import Decoding
internal import Domain
internal import Imaging
internal import Processes
internal import StableDiffusion
internal import Synchronization
internal import Tensors
internal import Worker

/// A loaded model, on one kind of tensor.
final class Engine<T: Tensor>: Generator {
    private let fingerprint: String
    private let precision: Precision
    private let pipeline: DiffusionPipeline<T>
    private let preview: LatentPreview
    private let decoder: PictureDecoder
    /// What decoding and encoding a megapixel took the last time.
    private let decodingPace = Mutex<Double?>(nil)

    init(_ folder: ModelFolder, _ precision: Precision, _ decoder: PictureDecoder) throws {
        self.precision = precision
        self.decoder = decoder
        fingerprint = try folder.fingerprint()
        pipeline = try DiffusionPipeline<T>(folder)
        preview = try pipeline.fitPreview()
    }

    func generate(
        _ task: JobTask, picture: [UInt8]?, report: (GenerationStep) throws -> Void
    ) throws -> GeneratedJob {
        let start = ContinuousClock.now, request = task.request
        guard let file = picture else { throw JobFailure(.internal, "the request has no control picture") }
        let drawing = Drawing(
            request, try control(file, request.size), model: fingerprint, precision: precision)
        var run = try pipeline.start(drawing.options)
        let prepared = ContinuousClock.now
        while let step = try run.next() {
            let done = step.index + 1, pace = prepared.seconds / Double(done)
            try report(
                GenerationStep(
                    step: done, steps: step.count,
                    secondsLeft: pace * Double(step.count - done) + secondsOfDecoding(request, step: pace),
                    preview: { [run] in try self.preview(of: run) }))
        }
        let stepped = ContinuousClock.now
        let pictures = try files(of: run.pictures(), drawing, task)
        let decoded = ContinuousClock.now
        decodingPace.withLock { $0 = stepped.duration(to: decoded) / .seconds(1) / request.megapixels }
        return GeneratedJob(
            pictures: pictures,
            report: JobReport(
                timings: JobReport.Timings(
                    prepare: start.duration(to: prepared) / .seconds(1),
                    steps: prepared.duration(to: stepped) / .seconds(1),
                    decode: stepped.duration(to: decoded) / .seconds(1)),
                warnings: run.warnings, hasSheet: task.hasSheet))
    }

    /// Decoded by another process.
    private func control(_ file: [UInt8], _ size: PictureSize) throws -> ControlPicture {
        let decoder = decoder
        do {
            let bitmap = try PlainThread.wait { try await decoder.decode(file) }
            return try ControlPicture(decoded: bitmap, file: file, size)
        } catch let error as PictureDecoderError where error.isThePicturesFault {
            throw JobFailure(.unreadable, error.description)
        }
    }

    private func preview(of run: Denoising<T>) throws -> [UInt8]? {
        guard let latents = run.predicted, let picture = preview.pictures(latents).first else { return nil }
        return try Bitmap(picture).thumbnail(side: 128).encoded(as: .jpeg(quality: 80))
    }

    /// Before the first time, about a step: see docs/performance.md.
    private func secondsOfDecoding(_ request: GenerationRequest, step: Double) -> Double {
        decodingPace.withLock { $0 }.map { $0 * request.megapixels } ?? step
    }

    private func files(of pictures: [Picture], _ drawing: Drawing, _ task: JobTask) throws -> [GeneratedPicture] {
        let encoding = task.format.encoding
        func generated(_ file: [UInt8], width: Int, height: Int, seed: Int64) -> GeneratedPicture {
            GeneratedPicture(
                file: file, contentType: task.format.contentType, size: PictureSize(width: width, height: height),
                seed: UInt64(bitPattern: seed))
        }
        var files = try pictures.enumerated().map { sample, picture in
            generated(
                try drawing.file(picture, sample: sample, as: encoding), width: picture.width, height: picture.height,
                seed: drawing.recipe(sample: sample).request.seed)
        }
        if task.hasSheet {
            let sheet = try Bitmap.contactSheet(of: pictures.map { Bitmap($0) })
            files.append(
                generated(
                    try sheet.encoded(as: encoding), width: sheet.width, height: sheet.height,
                    seed: task.request.seed))
        }
        return files
    }
}

extension ContinuousClock.Instant {
    /// Since then.
    fileprivate var seconds: Double { duration(to: .now) / .seconds(1) }
}

extension GenerationRequest {
    /// Of all samples.
    fileprivate var megapixels: Double { Double(size.width * size.height * samples) / 1_000_000 }
}

extension OutputFormat {
    fileprivate var encoding: PictureEncoding {
        switch self {
        case .jpeg: .jpeg()
        case .png: .png
        case .webp: .webp()
        }
    }
}
