internal import Checkpoints
internal import Decoding
internal import Domain
internal import Foundation
internal import Imaging
internal import Processes
internal import Receipts
internal import StableDiffusion
internal import Synchronization
internal import Tensors
internal import Worker

/// A loaded model that does jobs, on one kind of tensor.
final class Engine<T: Tensor>: Generator {
    private let studio: Studio<T>
    private let preview: LatentPreview
    private let decoder: PictureDecoder
    private let key: ReceiptKey?
    /// What decoding and encoding a megapixel took the last time.
    private let decodingPace = Mutex<Double?>(nil)

    init(_ folder: ModelFolder, _ precision: Precision, _ decoder: PictureDecoder, _ key: ReceiptKey?) throws {
        self.decoder = decoder
        self.key = key
        studio = try Studio<T>(folder, precision)
        preview = try studio.pipeline.fitPreview()
    }

    func generate(
        _ task: JobTask, picture: [UInt8]?, report: (GenerationStep) throws -> Void
    ) throws -> GeneratedJob {
        if let original = task.original, original.model != studio.fingerprint {
            throw JobFailure(
                .notReproducible,
                "the picture was made with the model \(original.model), which is not this server's, "
                    + "\(studio.fingerprint)")
        }
        let word = try word(task, picture), products = JobProducts(task: task, key: key)
        let drawn: DrawnTask
        do {
            drawn = try withoutActuallyEscaping(report) { report in
                try studio.draw(task, word) { step in try report(self.told(of: step, task)) }
            }
        } catch let unreadable as UnreadableWord {
            throw try products.failure(unreadable)
        }
        let start = ContinuousClock.now
        var job = try products.job(drawn)
        job.report.timings.decode += start.duration(to: .now) / .seconds(1)
        let decoding = job.report.timings.decode
        decodingPace.withLock { $0 = decoding / task.megapixels }
        return job
    }

    private func word(_ task: JobTask, _ picture: [UInt8]?) throws -> WordSource {
        if let lettering = task.lettering { return .lettering(lettering) }
        guard let file = picture else { throw JobFailure(.internal, "the request has no control picture") }
        // Decoded by another process.
        let decoder = decoder
        do {
            return .picture(try PlainThread.wait { try await decoder.decode(file) }, file: file)
        } catch let error as PictureDecoderError where error.isThePicturesFault {
            throw JobFailure(.invalidImage, error.description)
        }
    }

    private func told(of step: Studio<T>.Step, _ task: JobTask) -> GenerationStep {
        let pace = step.seconds / Double(step.step), preview = preview, run = step.run
        // Before the first time, decoding is about a step: see docs/performance.md.
        let decoding = decodingPace.withLock { $0 }.map { $0 * task.megapixels } ?? pace
        return GenerationStep(
            step: step.step, steps: step.steps, secondsLeft: pace * Double(step.steps - step.step) + decoding,
            preview: {
                guard let latents = run.predicted, let picture = preview.pictures(latents).first else { return nil }
                return try Bitmap(picture).thumbnail(side: 128).encoded(as: .jpeg(quality: 80))
            })
    }
}

extension JobTask {
    /// Of all pictures.
    fileprivate var megapixels: Double {
        requests.reduce(0) { $0 + Double($1.size.width * $1.size.height * $1.samples) / 1_000_000 }
    }
}
