internal import CPUTensors
internal import Checkpoints
internal import Imaging
internal import Lettering
internal import Processes
internal import Readability
internal import StableDiffusion
internal import Storage
internal import Tokenizer

/// An error in one line, and whose fault it is.
struct Failure: Error {
    let message: String
    let code: ProcessExit

    init(badInput message: String) { self.init(message, .badInput) }

    init(_ message: String, _ code: ProcessExit = .fault) {
        self.message = message
        self.code = code
    }

    /// nil for the argument parser's errors, which it words itself.
    init?(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as PipelineError:
            if case .notFinite = error {
                self.init(error.description, .fault)
            } else {
                self.init(badInput: error.description)
            }
        case is StorageError, is ProcessError: self.init("\(error)")
        case is WeightError, is TokenizerError, is SchedulerError, is CPUDeviceError, is ImagingError,
            is ReadabilityError,
            is LetteringError:
            self.init(badInput: "\(error)")
        default: return nil
        }
    }
}
