import Domain
import Foundation
import Imaging
import Worker

/// Waits, and makes tiny pictures. A prompt of a first word such as these gets something else:
///
/// - `slow 5`: takes 5 seconds.
/// - `fail`, `damaged`: fails at the second step, by an error of the generator's or as a picture that can't be decoded.
/// - `crash`: the process dies at the second step.
struct FakeGenerator: Generator {
    let jobTime: Duration

    func generate(
        _ task: JobTask, picture: [UInt8]?, report: (GenerationStep) throws -> Void
    ) throws -> GeneratedJob {
        let order = task.request.prompt.split(separator: " "), start = ContinuousClock.now
        let jobTime = order.first == "slow" ? order.dropFirst().first.flatMap { Double($0) }.map(Duration.seconds) : nil
        let duration = jobTime ?? self.jobTime
        let steps = task.request.numInferenceSteps, preview = try file(.jpeg, grey: 128)
        for step in 1...steps {
            Thread.sleep(until: Date(timeIntervalSinceNow: (duration * step / steps - (.now - start)) / .seconds(1)))
            if step == 2 { try obey(order.first) }
            try report(
                GenerationStep(
                    step: step, steps: steps, secondsLeft: duration * (steps - step) / steps / .seconds(1),
                    preview: { preview }))
        }
        let pictures = try (0..<task.request.samples + (task.product == .sheet ? 1 : 0)).map { sample in
            GeneratedPicture(
                file: try file(task.format, grey: UInt8(sample * 50)), contentType: task.format.contentType,
                size: PictureSize(width: Self.side, height: Self.side),
                seed: UInt64(bitPattern: task.request.seed) &+ UInt64(sample))
        }
        let timings = JobReport.Timings(prepare: 0, steps: duration / .seconds(1), decode: 0)
        var report = JobReport(timings: timings, warnings: ["nothing was drawn"])
        report.product = task.product
        return GeneratedJob(pictures: pictures, report: report)
    }

    private func obey(_ order: Substring?) throws {
        switch order {
        case "fail": throw GeneratorBroke()
        case "damaged": throw JobFailure(.invalidImage, "the picture is a fake")
        case "crash": kill(getpid(), SIGKILL)
        default: break
        }
    }

    private static let side = 32

    private func file(_ format: OutputFormat, grey: UInt8) throws -> [UInt8] {
        let encoding: PictureEncoding =
            switch format {
            case .jpeg: .jpeg()
            case .png: .png
            case .webp: .webp()
            }
        return try Bitmap(width: Self.side, height: Self.side, colour: Colour(red: grey, green: grey, blue: grey))
            .encoded(as: encoding)
    }
}

struct GeneratorBroke: Error {}
