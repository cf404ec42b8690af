public import ArgumentParser
public import Domain

/// The parameters of pictures, in kebab-case.
struct RequestOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: "What the picture shows: \"molten gold letters on black marble\". Needed unless there is a --preset.")
    var prompt: String?

    @Option(help: "A named look, for what is not given otherwise: `word2img presets` lists them.")
    var preset: String?

    @Option(parsing: .unconditional, help: "What it should not show.")
    var negativePrompt: String?

    @Option(parsing: .unconditional, help: "The sampler. (default: ddim)")
    var scheduler: SchedulerName?

    @Option(parsing: .unconditional, help: "Denoising steps, 1 to 1000.")
    var numInferenceSteps = 25

    @Option(
        parsing: .unconditional,
        help: "How strictly the picture follows the prompt, 0 to 100; no guidance at 1 or less. (default: 7.5)")
    var guidanceScale: Double?

    @Option(parsing: .unconditional, help: "How strongly the word shows, 0 to 5; 0 ignores it. (default: 1.8)")
    var controlScale: Double?

    @Option(
        parsing: .unconditional,
        help: "The share of the steps after which the word begins to steer, 0 to 1. (default: 0.19)")
    var controlStart: Double?

    @Option(
        parsing: .unconditional, help: "The share of the steps after which it no longer does, 0 to 1. (default: 1)")
    var controlEnd: Double?

    @Option(parsing: .unconditional, help: "How many pictures, 1 to 4; each has the seed after the one before.")
    var samples = 1

    @Option(parsing: .unconditional, help: "The same seed gives the same picture; -1 draws one.")
    var seed = GenerationRequest.randomSeed

    @Option(parsing: .unconditional, help: "Pixels: a side such as 512, or 520x776; multiples of 8 from 64 to 2048.")
    var size = PictureSize(width: 768, height: 768)

    @Option(
        parsing: .unconditional,
        help: "Only every such step computes all of the networks, 1 to 10: faster, and another picture.")
    var cacheInterval = 1

    @Option(
        parsing: .unconditional,
        help: "In large layers, pixels attend to every such pixel each way, 1 to 4: faster, and another picture.")
    var tokenDownsampling = 1

    /// Fonts that suit the preset, the best first.
    func fonts() throws -> [String] { try preset.map(Presets.named)?.fonts ?? [] }

    /// The request, its seed resolved. Throws all that is out of range, by the options' names.
    func request() throws -> GenerationRequest {
        let preset = try preset.map(Presets.named)
        guard let prompt = prompt ?? preset?.prompt else {
            throw Failure(badInput: "--prompt is missing: say what the picture shows, or name a --preset")
        }
        var request = preset?.request ?? GenerationRequest(prompt: prompt)
        request.prompt = prompt
        request.negativePrompt = negativePrompt ?? request.negativePrompt
        request.scheduler = scheduler ?? request.scheduler
        request.numInferenceSteps = numInferenceSteps
        request.guidanceScale = guidanceScale ?? request.guidanceScale
        request.controlScale = controlScale ?? request.controlScale
        request.controlStart = controlStart ?? request.controlStart
        request.controlEnd = controlEnd ?? request.controlEnd
        request.samples = samples
        request.seed = seed
        request.size = size
        request.cacheInterval = cacheInterval
        request.tokenDownsampling = tokenDownsampling
        let faults = request.faults(.engine).map { $0.sentence($0.parameter.option) }
        guard faults.isEmpty else { throw Failure(badInput: faults.joined(separator: "; ")) }
        var generator = SystemRandomNumberGenerator()
        request.seed = Int64(bitPattern: request.resolvedSeed(using: &generator))
        return request
    }
}

extension Parameter {
    /// `--num-inference-steps`
    var option: String { "--" + rawValue.replacing("_", with: "-") }
}

extension SchedulerName: ExpressibleByArgument {}

extension PictureSize: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
