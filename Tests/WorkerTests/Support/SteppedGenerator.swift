import Dispatch
import Domain
import Synchronization
import Worker

/// Does a step each time that a test says so.
final class SteppedGenerator: Generator {
    private let turns = DispatchSemaphore(value: 0)
    private let state = Mutex<(picture: [UInt8]?, steps: Int, error: (any Error)?)>((nil, 0, nil))
    /// Of the work, as it is told.
    private let secondsLeft: Double

    init(secondsLeft: Double = 1000) { self.secondsLeft = secondsLeft }

    /// Lets it do that many steps more.
    func step(_ count: Int = 1) { for _ in 0..<count { turns.signal() } }

    /// Instead of the next step.
    func fail(_ error: any Error) {
        state.withLock { $0.error = error }
        turns.signal()
    }

    /// Steps that were begun, of all jobs.
    var stepsBegun: Int { state.withLock { $0.steps } }

    /// Of the last job.
    var picture: [UInt8]? { state.withLock { $0.picture } }

    func generate(
        _ task: JobTask, picture: [UInt8]?, report: (GenerationStep) throws -> Void
    ) throws -> GeneratedJob {
        state.withLock { $0.picture = picture }
        let steps = task.request.numInferenceSteps
        for step in 1...steps {
            turns.wait()
            let error = state.withLock { state in
                state.steps += 1
                return state.error
            }
            if let error { throw error }
            try report(
                GenerationStep(step: step, steps: steps, secondsLeft: secondsLeft, preview: { [UInt8(step)] }))
        }
        return GeneratedJob(
            pictures: (0..<task.request.samples).map { sample in
                GeneratedPicture(
                    file: [UInt8(sample), 42], contentType: "image/jpeg", size: PictureSize(width: 8, height: 8),
                    seed: UInt64(task.request.seed) + UInt64(sample))
            },
            report: JobReport(
                timings: JobReport.Timings(prepare: 1, steps: 2, decode: 3), warnings: ["the prompt is long"]))
    }
}
