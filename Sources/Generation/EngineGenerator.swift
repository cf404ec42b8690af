internal import CPUTensors
public import Checkpoints
public import Decoding
public import Domain
public import Receipts
public import Worker

/// Draws jobs with a model that stays loaded.
public struct EngineGenerator: Generator {
    private let engine: any Generator

    /// Loads the model: seconds, and its memory. Throws what a file lacks, and what doesn't fit together.
    ///
    /// - Parameters:
    ///   - decoder: of control pictures, which are strangers'.
    ///   - key: signs the pictures' recipes; nil where nobody does.
    public init(
        _ folder: ModelFolder, precision: Precision, decoder: PictureDecoder, key: ReceiptKey? = nil
    ) throws {
        _ = try CPUDevice.shared()
        engine =
            switch precision {
            case .bf16: try Engine<CPUTensor<BFloat16>>(folder, precision, decoder, key)
            case .fp32: try Engine<CPUTensor<Float>>(folder, precision, decoder, key)
            }
    }

    public func generate(
        _ task: JobTask, picture: [UInt8]?, report: (GenerationStep) throws -> Void
    ) throws -> GeneratedJob {
        try engine.generate(task, picture: picture, report: report)
    }
}
