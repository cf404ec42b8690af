internal import CPUTensors
public import Checkpoints
public import Domain
internal import Foundation
internal import Imaging
public import StableDiffusion
public import Tensors

/// A loaded model that draws tasks: the pictures, and what is told of them. The command line and the worker share it, so
/// that both draw the same.
///
/// Every call works on the calling thread until it is done, as ``DiffusionPipeline`` does.
public final class Studio<T: Tensor>: Sendable {
    public let fingerprint: String
    let precision: Precision
    let pipeline: DiffusionPipeline<T>
    let judge = WordJudge()
    private let instructionSet: String
    private let packed: PackedWeights?

    /// Loads the model, from packed weights where an earlier start has kept them.
    public init(_ folder: ModelFolder, _ precision: Precision) throws {
        self.precision = precision
        instructionSet = try CPUDevice.shared().settings.instructionSet.rawValue
        fingerprint = try folder.fingerprint()
        packed = try WeightCache(environment: ProcessInfo.processInfo.environment)?
            .packedWeights(of: folder, fingerprint: fingerprint, precision)
        pipeline = try packed.map { try $0.load { try DiffusionPipeline<T>(folder) } } ?? DiffusionPipeline<T>(folder)
    }

    /// A step that was done.
    public struct Step {
        /// Steps done, of `steps`: from 1 on. Of a guaranteed task, `steps` is what all its attempts would take.
        public let step, steps: Int
        public let run: Denoising<T>
        /// How long this and the steps before took, in seconds.
        public let seconds: Double
    }

    /// Draws all requests of a task.
    ///
    /// Throws ``UnreadableWord`` where a guarantee can't be kept, and what `report` throws.
    public func draw(_ task: JobTask, _ word: WordSource, report: @escaping (Step) throws -> Void) throws -> DrawnTask {
        var session = StudioSession(self, task, report)
        for request in task.requests {
            let control = try word.control(request.size, isMended: task.fixesPicture)
            session.warn(control.findings.map(\.message))
            if let guarantee = task.guarantee {
                for sample in 0..<request.samples {
                    try session.drawReadable(request.sample(sample), control, guarantee, sample: sample)
                }
            } else {
                try session.draw(request, control)
            }
        }
        return session.result
    }

    /// Lets go of weights that the next part doesn't need, and of buffers of other sizes than its own.
    func changeParts() throws {
        packed?.release()
        try CPUDevice.shared().releaseFreeMemory()
    }

    func picture(_ picture: Picture, _ request: GenerationRequest, _ control: ControlPicture) -> DrawnPicture {
        DrawnPicture(
            Bitmap(picture), request, control, model: fingerprint, precision: precision, instructionSet: instructionSet)
    }
}

/// What a task came to.
public struct DrawnTask: Sendable {
    /// Of all requests and samples, in their order.
    public var pictures: [DrawnPicture] = []
    public var attempts: [AttemptReport] = []
    public var warnings: [String] = []
    /// In seconds.
    public var timings = JobReport.Timings(prepare: 0, steps: 0, decode: 0)
    /// What the last run began with, and what it came to.
    public var latents: (initial: Latents, final: Latents)?
}

/// Thrown where no attempt came to a picture whose word can be read.
public struct UnreadableWord: Error, Sendable {
    /// The best that there was.
    public let picture: DrawnPicture
    public let attempts: [AttemptReport]
}
