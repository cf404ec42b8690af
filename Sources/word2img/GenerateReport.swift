internal import CPUTensors
internal import Checkpoints
internal import Domain
internal import Foundation
internal import Generation
internal import Imaging
internal import StableDiffusion

/// What `generate` did.
struct GenerateReport: Encodable {
    struct Output: Encodable {
        let path: String
        let seed: Int64
        let width: Int
        let height: Int
        let reading: Reading?
    }

    /// In seconds.
    struct Timings: Encodable {
        let load: Double
        let steps: Double
        let decode: Double
        let total: Double
    }

    let outputs: [Output]
    let attempts: [AttemptReport]?
    let latents: String?
    let model: String
    let fingerprint: String
    let timings: Timings
    let warnings: [String]
    let peakMemoryBytes = ThisMachine.peakMemory

    /// Writes the files first.
    init(_ drawn: DrawnTask, _ plan: OutputPlan, model: String, load: Double) throws {
        let start = ContinuousClock.now
        try Interruption.protected {
            for (picture, path) in zip(drawn.pictures, plan.pictures) {
                try AtomicFile.write(picture.file(Receipt(recipe: picture.recipe), as: plan.encoding), to: path)
            }
            if let path = plan.latents, let latents = drawn.latents {
                var writer = SafetensorsWriter()
                for (name, latents) in [("initial", latents.initial), ("final", latents.final)] {
                    writer.add(
                        name, latents.planar,
                        shape: [latents.samples, latents.channels, latents.height, latents.width])
                }
                try writer.write(to: path)
            }
        }
        outputs = zip(drawn.pictures, plan.pictures).map { picture, path in
            Output(
                path: path, seed: picture.recipe.request.seed, width: picture.bitmap.width,
                height: picture.bitmap.height, reading: picture.reading)
        }
        attempts = drawn.attempts.isEmpty ? nil : drawn.attempts
        latents = plan.latents
        self.model = model
        fingerprint = drawn.pictures.first?.recipe.model ?? ""
        let decode = drawn.timings.decode + start.duration(to: .now) / .seconds(1),
            prepare = load + drawn.timings.prepare
        timings = Timings(
            load: prepare, steps: drawn.timings.steps, decode: decode, total: prepare + drawn.timings.steps + decode)
        warnings = drawn.warnings
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension GenerateReport: CustomStringConvertible {
    var description: String {
        let seconds = [timings.total, timings.load, timings.steps, timings.decode].map { String(format: "%.1f", $0) }
        let lines =
            outputs.map(Self.line) + [latents].compactMap(\.self)
            + ["\(seconds[0]) s: loading \(seconds[1]), steps \(seconds[2]), decoding \(seconds[3])"]
            + (attempts.map { ["\($0.count) attempts"] } ?? []) + warnings.map { "Warning: \($0)" }
        return lines.joined(separator: "\n")
    }

    private static func line(_ output: Output) -> String {
        let line = "\(output.path)  \(output.width) x \(output.height), seed \(output.seed)"
        guard let reading = output.reading else { return line }
        let score = reading.readability.formatted(.number.precision(.fractionLength(2)))
        return line + ", readability \(score)" + (reading.readAs.map { ", reads as \"\($0)\"" } ?? "")
    }
}
