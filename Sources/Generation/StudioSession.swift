internal import Domain
internal import StableDiffusion
internal import Tensors

/// One task being drawn.
struct StudioSession<T: Tensor> {
    private let studio: Studio<T>
    private let task: JobTask
    private let report: (Studio<T>.Step) throws -> Void
    private let stepCount: Int
    private var stepsDone = 0
    private var stepsTaken = 0
    private(set) var result = DrawnTask()

    init(_ studio: Studio<T>, _ task: JobTask, _ report: @escaping (Studio<T>.Step) throws -> Void) {
        self.studio = studio
        self.task = task
        self.report = report
        let attempts = task.guarantee?.attempts
        stepCount = task.requests.reduce(0) { sum, request in
            sum + request.numInferenceSteps * (attempts.map { $0 * request.samples } ?? 1)
        }
    }

    /// Each warning once.
    mutating func warn(_ warnings: [String]) {
        result.warnings += warnings.filter { !result.warnings.contains($0) }
    }

    mutating func draw(_ request: GenerationRequest, _ control: ControlPicture) throws {
        result.pictures += try drawOnce(request, control)
    }

    /// Draws one sample until its word can be read, the stencil stronger each time; the best picture wins.
    mutating func drawReadable(
        _ request: GenerationRequest, _ control: ControlPicture, _ guarantee: JobTask.Guarantee, sample: Int
    ) throws {
        let before = stepsDone
        var best: DrawnPicture?, attempts: [AttemptReport] = [], chosen = 0
        for attempt in 0..<guarantee.attempts {
            let stronger = request.strengthened(attempt)
            guard let drawn = try drawOnce(stronger, control).first, let reading = drawn.reading else { break }
            if reading.readability > best?.reading?.readability ?? -1 { (best, chosen) = (drawn, attempt) }
            attempts.append(
                AttemptReport(
                    sample: sample, controlScale: stronger.controlScale, controlStart: stronger.controlStart,
                    reading: reading, isChosen: false))
            if reading.readability >= guarantee.readability { break }
        }
        guard let best, let reading = best.reading else { preconditionFailure("at least one attempt, and it is read") }
        guard reading.readability >= guarantee.readability else {
            throw UnreadableWord(picture: best, attempts: result.attempts + attempts)
        }
        attempts[chosen].isChosen = true
        result.attempts += attempts
        result.pictures.append(best)
        // What was not needed counts as done.
        stepsDone = before + request.numInferenceSteps * guarantee.attempts
    }

    /// What can't be read for want of a reader is handed over unread, unless it was guaranteed.
    private mutating func read(_ pictures: inout [DrawnPicture]) throws {
        guard let expected = task.expected else { return }
        do {
            for index in pictures.indices {
                pictures[index].reading = try studio.judge.read(pictures[index], expecting: expected)
            }
        } catch  where task.guarantee == nil {
            warn(["the pictures were not read: \(error)"])
        }
    }

    private mutating func drawOnce(_ request: GenerationRequest, _ control: ControlPicture) throws -> [DrawnPicture] {
        let start = ContinuousClock.now
        var run = try studio.pipeline.start(request.options(control.bitmap))
        try studio.changeParts()
        let prepared = ContinuousClock.now
        while try run.next() != nil {
            stepsDone += 1
            stepsTaken += 1
            try report(
                Studio.Step(
                    step: stepsDone, steps: stepCount, run: run,
                    seconds: result.timings.steps + prepared.duration(to: .now) / .seconds(1)))
        }
        try studio.changeParts()
        let stepped = ContinuousClock.now
        var pictures = try run.pictures().enumerated().map { sample, picture in
            studio.picture(picture, request.sample(sample), control)
        }
        try read(&pictures)
        result.timings.prepare += start.duration(to: prepared) / .seconds(1)
        result.timings.steps += prepared.duration(to: stepped) / .seconds(1)
        result.timings.decode += stepped.duration(to: .now) / .seconds(1)
        result.timings.step = result.timings.steps / Double(stepsTaken)
        result.latents = (run.initial, run.latents)
        warn(run.warnings)
        return pictures
    }
}

extension Denoising {
    /// What the user should know of the request.
    fileprivate var warnings: [String] {
        [("prompt", truncatedPrompt), ("negative prompt", truncatedNegativePrompt)].compactMap { name, rest in
            rest.map { "the \(name) is longer than the model reads; this end of it was ignored: \($0)" }
        }
    }
}
