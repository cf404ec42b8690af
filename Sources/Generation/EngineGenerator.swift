internal import CPUTensors
public import Checkpoints
public import Decoding
public import Domain
public import Worker

/// Draws jobs with a model that stays loaded.
public struct EngineGenerator: Generator {
    private let engine: any Generator

    /// Loads the model: seconds, and its memory. Throws what a file lacks, and what doesn't fit together.
    ///
    /// - Parameter decoder: of control pictures, which are strangers'.
    public init(_ folder: ModelFolder, precision: Precision, decoder: PictureDecoder) throws {
        _ = try CPUDevice.shared()
        engine =
            switch precision {
            case .bf16: try Engine<CPUTensor<BFloat16>>(folder, precision, decoder)
            case .fp32: try Engine<CPUTensor<Float>>(folder, precision, decoder)
            }
    }

    public func generate(
        _ task: JobTask, picture: [UInt8]?, report: (GenerationStep) throws -> Void
    ) throws -> GeneratedJob {
        try engine.generate(task, picture: picture, report: report)
    }
}
