import Checkpoints
import StableDiffusion
import Tensors
import Testing

/// Requests from prompt to picture against diffusers' pipelines.
@Suite struct PipelineTests {
    typealias T = ReferenceTensor
    static let goldens = GoldenSuite.pipelines.cases.filter { $0.group == nil }

    @Test(arguments: goldens)
    func fp32(_ golden: GoldenCase) throws {
        let run = try golden.generate(on: T.self), suite = GoldenSuite.pipelines
        #expect(run.initial.planar == suite[golden, "initial"].floats())
        #expect(distance(run.latents.planar, suite[golden, "final"].floats()) < 1e-4)
        guard golden.outputs!.contains("picture") else { return }
        let pictures = try run.pictures(), expected = suite[golden, "picture"]
        #expect(
            pictures.map { [$0.height, $0.width, 3] }
                == Array(repeating: Array(expected.shape.dropFirst()), count: run.options.samples))
        let levels = zip(pictures.flatMap(\.pixels), expected.floats()).map { abs(Float($0) - ($1 * 255).rounded()) }
        #expect(levels.count == expected.count && levels.max()! <= 1)
    }

    static let faults = goldens.flatMap { golden in golden.faults.map { (golden, $0) } }

    @Test(arguments: faults)
    func everyGoldenNoticesFaults(_ golden: GoldenCase, _ fault: Fault) throws {
        let run = try golden.generate(on: T.self, fault: fault)
        #expect(distance(run.latents.planar, GoldenSuite.pipelines[golden, "final"].floats()) > 1e-3)
    }

    @Test func aSampleDoesNotDependOnItsBatch() throws {
        let pipeline = try pipeline("tiny")
        var options = request
        options.samples = 3
        let together = try finish(pipeline, options)
        for sample in 0..<3 {
            options.samples = 1
            options.seed = request.seed &+ UInt64(sample)
            let alone = try finish(pipeline, options)
            #expect(alone.latents.values == Array(together.latents[sample]))
        }
    }

    @Test func stepsAreLazyAndCounted() throws {
        var run = try pipeline("tiny").start(request)
        #expect(run.latents == run.initial && run.predicted == nil)
        let first = try #require(try run.next())
        #expect(first.index == 0 && first.count == 4 && first.isControlled == false)
        #expect(run.latents != run.initial && run.predicted != nil)
        var steps = [first]
        while let step = try run.next() { steps.append(step) }
        #expect(steps.map(\.index) == [0, 1, 2, 3])
        #expect(steps.map(\.isControlled) == [false, true, true, false])
        #expect(steps.map(\.timestep).sorted(by: >) == steps.map(\.timestep))
        #expect(try run.next() == nil)
        // The last step's prediction is the result.
        #expect(distance(try #require(run.predicted).values, run.latents.values) < 0.2)
    }

    /// Inner layers are computed anew at every such step, and where the ControlNet sets in or ends.
    @Test func onlyEverySoManyStepsComputeAllOfTheNetworks() throws {
        let pipeline = try DiffusionPipeline<CountingTensor>(TinyModel("tiny").folder)
        func costs(_ interval: Int) throws -> [Int] {
            var options = request
            options.steps = 8
            options.cacheInterval = interval
            var run = try pipeline.start(options), costs: [Int] = []
            for _ in 0..<8 {
                let ledger = Ledger()
                #expect(try ledger.count { try run.next() } != nil)
                costs.append(ledger.totals.multiplyAccumulates)
            }
            return costs
        }
        // The ControlNet runs from the third step to the sixth.
        let always = try costs(1), every3 = try costs(3), every2 = try costs(2)
        let full = zip(always, every3).map { $0 == $1 }
        #expect(full == [true, false, true, false, false, true, true, false])
        #expect(zip(always, every2).map { $0 == $1 } == [true, false, true, false, true, false, true, false])
        #expect(zip(always, every3).allSatisfy { $0 == $1 || $1 < $0 / 2 })
    }

    @Test func innerLayersThatAreReusedChangeThePictureALittle() throws {
        let pipeline = try pipeline("tiny")
        var options = request
        options.steps = 20
        let always = try finish(pipeline, options).latents.values
        let distances = try [2, 5].map { interval in
            options.cacheInterval = interval
            return distance(try finish(pipeline, options).latents.values, always)
        }
        #expect(distances[0] > 1e-4 && distances[0] < distances[1])
    }

    @Test func aPromptThatIsTooLongIsReported() throws {
        var options = request
        options.prompt = String(repeating: "gold ", count: 100)
        let run = try pipeline("tiny").start(options)
        #expect(run.truncatedPrompt?.contains("gold") == true)
        #expect(run.truncatedNegativePrompt == nil)
    }

    @Test(arguments: [
        ("text_encoder", PipelineError.notFinite(.textEncoder, step: nil)),
        ("controlnet", .notFinite(.controlNet, step: 1)), ("unet", .notFinite(.unet, step: 0)),
        ("vae", .notFinite(.autoencoder, step: nil)),
    ])
    func infinityIsAnErrorThatSaysWhere(_ component: String, _ expected: PipelineError) throws {
        let folder = try TemporaryCopy(of: goldenFolder + "tiny")
        try folder.plantInfinities(in: component)
        let pipeline = try DiffusionPipeline<T>(ModelFolder(path: folder.path, controlNet: nil))
        #expect(throws: expected) { try finish(pipeline, request).pictures() }
    }

    @Test func guidanceThatOverflowsIsAnError() throws {
        var options = request
        options.guidanceScale = 1e39
        #expect(throws: PipelineError.notFinite(.guidance, step: 0)) { try finish(pipeline("tiny"), options) }
    }

    @Test func aPictureNeedsAControlNet() throws {
        var pipeline = try pipeline("tiny")
        pipeline.controlNet = nil
        #expect(throws: PipelineError.noControlNet) { try pipeline.start(request) }
    }

    @Test func partsThatDoNotFitAreRefused() throws {
        let folder = try ModelFolder(
            path: goldenFolder + "tiny", controlNet: goldenFolder + "tiny-embedded/controlnet")
        let error = #expect(throws: PipelineError.self) { try DiffusionPipeline<T>(folder) }
        #expect(error?.description.contains("the ControlNet has in_channels 8") == true)
    }

    @Test func aTokenizerWithMoreTokensThanTheTextEncoderIsRefused() throws {
        let folder = try TemporaryCopy(of: goldenFolder + "tiny")
        try folder.replace("\"<|endoftext|>\": 913", with: "\"<|endoftext|>\": 914", in: "tokenizer/vocab.json")
        let error = #expect(throws: PipelineError.self) {
            try DiffusionPipeline<T>(ModelFolder(path: folder.path, controlNet: nil))
        }
        #expect(error?.description.contains("the tokenizer has ids up to 914") == true)
    }

    @Test(arguments: Refused.all)
    func requestsOutOfRangeAreRefused(_ refused: Refused) throws {
        var options = request
        refused.change(&options)
        let error = #expect(throws: PipelineError.self) { try pipeline("tiny").start(options) }
        guard case .option(let name, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(name == refused.name)
    }

    struct Refused: Sendable {
        let name: String
        let change: @Sendable (inout GenerationOptions) -> Void

        static let all = [
            Refused(name: "width") { $0.width = 60 }, Refused(name: "width") { $0.width = 0 },
            Refused(name: "height") { $0.height = -8 }, Refused(name: "width") { $0.width = Int.max / 8 * 8 },
            Refused(name: "steps") { $0.steps = 0 },
            Refused(name: "steps") { $0.steps = 1001 }, Refused(name: "samples") { $0.samples = 5 },
            Refused(name: "cache interval") { $0.cacheInterval = 0 },
            Refused(name: "token downsampling") { $0.tokenDownsampling = 0 },
            Refused(name: "guidance scale") { $0.guidanceScale = .nan },
            Refused(name: "control scale") { $0.control?.scale = .infinity },
            Refused(name: "control start") { $0.control?.start = -0.1 },
            Refused(name: "control start") { $0.control?.start = 0.8 },
            Refused(name: "control end") { $0.control?.end = 1.1 },
            Refused(name: "control picture") { $0.control?.picture.removeLast() },
        ]
    }

    /// Four steps of which the ControlNet runs in the middle two.
    private var request: GenerationOptions {
        var options = GenerationOptions(prompt: "molten gold letters")
        options.width = 64
        options.height = 48
        options.steps = 4
        options.seed = 41
        var control = ControlOptions(picture: (0..<64 * 48 * 3).map { Float($0 / 30 % 2) })
        control.start = 0.25
        control.end = 0.75
        options.control = control
        return options
    }

    private func pipeline(_ name: String) throws -> DiffusionPipeline<T> {
        try DiffusionPipeline(TinyModel(name).folder)
    }

    private func finish(_ pipeline: DiffusionPipeline<T>, _ options: GenerationOptions) throws -> Denoising<T> {
        var run = try pipeline.start(options)
        while try run.next() != nil {}
        return run
    }
}
