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

    private func finish(_ pipeline: DiffusionPipeline<Half>, _ options: GenerationOptions) throws -> Latents {
        var run = try pipeline.start(options)
        while try run.next() != nil {}
        return run.latents
    }
}
