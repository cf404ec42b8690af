import Checkpoints
import Decoding
import Domain
import Foundation
import Generation
import Imaging
import Processes
import TestSupport
import Testing
import Worker

struct EngineGeneratorTests {
    /// A stencil that has to be fitted.
    private let stencil: [UInt8]

    init() throws {
        stencil = try Bitmap(width: 100, height: 40, colour: Colour(red: 10, green: 200, blue: 90)).encoded(as: .png)
    }

    private func task(_ prompt: String = "a word made of pizza", format: OutputFormat = .png) -> JobTask {
        var request = GenerationRequest(prompt: prompt)
        (request.numInferenceSteps, request.seed, request.size) = (3, 7, PictureSize(width: 64, height: 64))
        return JobTask([request], format: format)
    }

    /// The same request gives the same file, recipe included.
    @Test(arguments: Precision.allCases) func drawsWhatTheCommandLineDraws(_ precision: Precision) async throws {
        let folder = try TemporaryFolder(), input = folder.path("in.png"), output = folder.path("out.png")
        try Data(stencil).write(to: URL(filePath: input))
        let command = try ChildProcess(
            ChildProgram(
                Tiny.word2img,
                arguments: [
                    "generate", "--quiet", "--model", Tiny.folder, "--prompt", "a word made of pizza", "--size", "64",
                    "--num-inference-steps", "3", "--seed", "7", "--precision", precision.rawValue,
                    "--image", input, "--output", output,
                ]))
        #expect(await command.ending() == .exited(code: 0))
        let task = task(), stencil = stencil
        let job = try await PlainThread.run {
            try Tiny.generator(precision).generate(task, picture: stencil) { _ in }
        }
        #expect(job.pictures.map(\.file) == [Array(try Data(contentsOf: URL(filePath: output)))])
    }

    @Test func tellsHowFarItIs() async throws {
        let task = task(format: .webp), stencil = stencil
        let (steps, job) = try await PlainThread.run {
            let generator = try Tiny.generator()
            var steps: [(step: Int, steps: Int, secondsLeft: Double, preview: Bitmap)] = []
            let job = try generator.generate(task, picture: stencil) { step in
                let preview = try #require(try step.preview())
                #expect(PictureFormat(magic: preview) == .jpeg)
                steps.append((step.step, step.steps, step.secondsLeft, try Bitmap(decoding: preview)))
            }
            return (steps, job)
        }
        #expect(steps.map(\.step) == [1, 2, 3] && steps.allSatisfy { $0.steps == 3 && $0.secondsLeft > 0 })
        #expect(steps.allSatisfy { $0.preview.width == 8 && $0.preview.height == 8 })
        #expect(job.pictures.map(\.contentType) == ["image/webp"])
        #expect(PictureFormat(magic: job.pictures[0].file) == .webp)
        let timings = job.report.timings
        #expect(timings.prepare > 0 && timings.steps > 0 && timings.decode > 0)
        #expect(job.report.product == .pictures)
    }

    @Test func samplesMayComeWithASheet() async throws {
        var task = task()
        (task.request.samples, task.product) = (2, .sheet)
        let stencil = stencil,
            job = try await PlainThread.run { [task] in
                try Tiny.generator().generate(task, picture: stencil) { _ in }
            }
        #expect(job.pictures.map(\.seed) == [7, 8, 7] && job.report.product == .sheet)
        #expect(job.pictures.dropLast().allSatisfy { $0.size == PictureSize(width: 64, height: 64) })
        let sheet = try Bitmap(decoding: job.pictures[2].file)
        #expect(job.pictures[2].size == PictureSize(width: sheet.width, height: sheet.height))
        #expect(sheet == (try Bitmap.contactSheet(of: job.pictures.prefix(2).map { try Bitmap(decoding: $0.file) })))
        let recipe = try JSONDecoder().decode(
            Recipe.self, from: Data(try #require(EmbeddedRecipe.read(from: job.pictures[1].file)).utf8))
        #expect(recipe.request.seed == 8 && recipe.request.samples == 1)
        #expect(recipe.stencil == .image(sha256: SHA256.hexadecimal(of: stencil), isMended: false))
    }

    @Test func whatIsNoPictureIsTheClientsFault() async throws {
        let task = task()
        let error = await #expect(throws: JobFailure.self) {
            try await PlainThread.run {
                try Tiny.generator().generate(task, picture: Array("<html>".utf8)) { _ in }
            }
        }
        #expect(error?.code == .invalidImage && error?.message.contains("web page") == true)
    }

    @Test func aDecoderThatCanNotBeStartedIsOurs() async throws {
        let task = task(), stencil = stencil
        await #expect(throws: (any Error).self) {
            try await PlainThread.run {
                let generator = try EngineGenerator(
                    ModelFolder(path: Tiny.folder), precision: .bf16, decoder: PictureDecoder(program: "/no/such"))
                do { _ = try generator.generate(task, picture: stencil) { _ in } } catch {
                    #expect(!(error is JobFailure))
                    throw error
                }
            }
        }
    }

    @Test func stopsWhereItIsTold() async throws {
        struct Enough: Error {}
        let task = task(), stencil = stencil
        let steps = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var steps = 0
                #expect(throws: Enough.self) {
                    try Tiny.generator().generate(task, picture: stencil) { step in
                        steps = step.step
                        if step.step == 2 { throw Enough() }
                    }
                }
                continuation.resume(returning: steps)
            }
        }
        #expect(steps == 2)
    }

    @Test func whatTheModelDoesNotReadIsReported() async throws {
        let task = task(String(repeating: "pizza ", count: 200)), stencil = stencil
        let job = try await PlainThread.run { try Tiny.generator().generate(task, picture: stencil) { _ in } }
        #expect(job.report.warnings.count { $0.contains("the prompt is longer") } == 1)
    }
}
