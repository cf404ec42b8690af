import CPUTensors
import Checkpoints
import StableDiffusion
import Tensors
import Testing

/// The same goldens on the fast tensors: in fp32, and in bf16 no further from fp32 than a quarter more than torch's bf16 is.
@Suite struct CPUParityTests {
    typealias Single = CPUTensor<Float>
    typealias Half = CPUTensor<BFloat16>

    @Test(arguments: GoldenSuite.networks.cases)
    func network(_ golden: GoldenCase) throws {
        #expect(try golden.distance(on: Single.self) < 1e-4)
    }

    @Test(arguments: GoldenSuite.networks.groups)
    func networkInBF16(_ group: String) throws {
        let suite = GoldenSuite.networks
        let errors = try suite.cases(group: group).flatMap { golden in
            entryDistances(try golden.run(on: Half.self).map { ($1.values(), suite[golden, $0]) })
        }
        #expect(rootMeanSquare(errors) <= 1.25 * suite.bf16Errors[group]!)
    }

    @Test(arguments: GoldenSuite.text.cases)
    func textEncoder(_ golden: GoldenCase) throws {
        let suite = GoldenSuite.text
        let single: CLIPTextEncoder<Single> = try TinyModel(golden.model).textEncoder()
        #expect(try distance(single(golden.ids!), suite[golden, "y"]) < 1e-4)
        let half: CLIPTextEncoder<Half> = try TinyModel(golden.model).textEncoder()
        let errors = entryDistances([(half(golden.ids!).values(), suite[golden, "y"])])
        #expect(rootMeanSquare(errors) <= 1.25 * suite.bf16Errors[golden.group!]!)
    }

    @Test(arguments: PipelineTests.goldens)
    func pipeline(_ golden: GoldenCase) throws {
        let run = try golden.generate(on: Single.self)
        #expect(distance(run.latents.planar, GoldenSuite.pipelines[golden, "final"].floats()) < 1e-4)
    }

    @Test(arguments: GoldenSuite.pipelines.groups)
    func pipelineInBF16(_ group: String) throws {
        let suite = GoldenSuite.pipelines
        let errors = try suite.cases(group: group).flatMap { golden in
            entryDistances([(try golden.generate(on: Half.self).latents.planar, suite[golden, "final"])])
        }
        #expect(rootMeanSquare(errors) <= 1.25 * suite.bf16Errors[group]!)
    }

    @Test func aSampleDoesNotDependOnItsBatch() throws {
        let golden = try #require(GoldenSuite.pipelines.cases.first { $0.samples == 4 })
        let pipeline = try DiffusionPipeline<Half>(TinyModel(golden.model).folder)
        var options = golden.options
        options.samples = 3
        let together = try finish(pipeline, options)
        for sample in 0..<3 {
            options.samples = 1
            options.seed = golden.seed! + UInt64(sample)
            #expect(try finish(pipeline, options).values == Array(together[sample]))
        }
    }

    /// Once the first steps with and without the ControlNet have been made, the system is asked for no more memory.
    @Test(arguments: ["tiny", "tiny-embedded"])
    func stepsAskForNoMemory(_ name: String) throws {
        let golden = try #require(
            GoldenSuite.pipelines.cases.first { $0.model == name && ($0.controlStart ?? 0) > 0.1 && $0.steps! > 15 })
        let device = try CPUDevice(CPUSettings(threads: 2))
        try CPUDevice.$current.withValue(device) {
            var run = try DiffusionPipeline<Half>(TinyModel(name).folder).start(golden.options)
            var wasControlled = false
            while let step = try run.next(), !step.isControlled { wasControlled = step.index > 0 }
            #expect(wasControlled)
            let allocations = device.systemAllocations, bytes = device.tensorByteCount
            var steps = 0
            while try run.next() != nil { steps += 1 }
            #expect(steps > 5)
            #expect(device.systemAllocations == allocations && device.tensorByteCount == bytes)
        }
    }

    /// The frame of 520 x 776 pixels, whose latent's halves are no whole numbers, from prompt to picture.
    @Test func oddFrames() throws {
        let golden = try #require(GoldenSuite.pipelines.cases.first { $0.model == "tiny-embedded" })
        var options = golden.options
        (options.width, options.height, options.steps, options.guidanceScale) = (520, 776, 1, 1)
        options.control?.picture = (0..<520 * 776 * 3).map { Float($0 / 96 % 2) }
        options.control?.start = 0
        func run<T: Tensor>(on type: T.Type) throws -> Denoising<T> {
            var run = try DiffusionPipeline<T>(TinyModel(golden.model).folder).start(options)
            #expect(try run.next()?.isControlled == true)
            return run
        }
        let fast = try run(on: Single.self), reference = try run(on: ReferenceTensor.self)
        #expect([fast.latents.height, fast.latents.width] == [97, 65])
        #expect(distance(fast.latents.values, reference.latents.values) < 1e-4)
        let picture = try fast.pictures()[0]
        #expect(picture.width == 520 && picture.height == 776)
    }

    private func finish(_ pipeline: DiffusionPipeline<Half>, _ options: GenerationOptions) throws -> Latents {
        var run = try pipeline.start(options)
        while try run.next() != nil {}
        return run.latents
    }
}
