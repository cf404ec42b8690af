internal import CPUTensors
internal import Checkpoints
internal import Domain
internal import Foundation
internal import Generation
internal import Tensors

/// A task on its way from the model's files to pictures, on the calling thread, with progress on standard error.
struct DrawingRun {
    let model: ModelFolder
    let precision: Precision
    let isQuiet: Bool

    /// What was drawn, and the seconds that loading the model took.
    func draw(_ task: JobTask, _ word: WordSource) throws -> (drawn: DrawnTask, load: Double) {
        switch precision {
        case .bf16: try draw(task, word, CPUTensor<BFloat16>.self)
        case .fp32: try draw(task, word, CPUTensor<Float>.self)
        }
    }

    private func draw<T: Tensor>(
        _ task: JobTask, _ word: WordSource, _ type: T.Type
    ) throws -> (drawn: DrawnTask, load: Double) {
        Interruption.expect()
        let progress = Progress(isShown: !isQuiet), start = ContinuousClock.now
        defer { progress.end() }
        progress.stage("Loading \(model.path)")
        let studio = try Studio<T>(model, precision), load = start.duration(to: .now) / .seconds(1)
        progress.stage(Self.headline(task))
        do {
            let drawn = try studio.draw(task, word) { step in
                progress.step(step.step, of: step.steps, seconds: step.seconds)
            }
            return (drawn, load)
        } catch let unreadable as UnreadableWord {
            throw Failure(unreadable)
        }
    }

    private static func headline(_ task: JobTask) -> String {
        let first = task.requests[0], count = task.requests.count
        let what = "\(first.numInferenceSteps) steps at \(first.size.width) x \(first.size.height), seed \(first.seed)"
        return count == 1 ? what : "\(count) pictures, the first of \(what)"
    }
}

extension Failure {
    fileprivate init(_ unreadable: UnreadableWord) {
        let scores = unreadable.attempts.map { attempt in
            "\(attempt.reading.readability.formatted(.number.precision(.fractionLength(2)))) at --control-scale "
                + attempt.controlScale.formatted(.number.precision(.fractionLength(0...2)))
        }
        self.init(
            "the word can't be read well enough: \(scores.joined(separator: ", ")); try a bolder font, a larger "
                + "--control-scale, a smaller --control-start, or another --seed")
    }
}
