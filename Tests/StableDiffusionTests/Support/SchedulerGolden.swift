import Checkpoints
import Foundation
import StableDiffusion
import Tensors

/// A run of diffusers' scheduler over given predictions.
struct SchedulerGolden: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let scheduler: String
    let steps: Int
    let predictionType: String
    let karras: Bool
    let spacing: String?
    let timesteps: [Int]
    let initialNoiseScale: Float
    let shared: [String: String]?

    var description: String { name }

    enum CodingKeys: String, CodingKey {
        case name, scheduler, steps, karras, spacing, timesteps, shared
        case predictionType = "prediction_type"
        case initialNoiseScale = "initial_noise_scale"
    }

    private static let suite: (cases: [SchedulerGolden], tensors: [String: HostArray]) = {
        struct Header: Decodable { let cases: [SchedulerGolden] }
        let path = goldenFolder + "schedulers"
        do {
            let data = try Data(contentsOf: URL(filePath: path + ".json"))
            return (try JSONDecoder().decode(Header.self, from: data).cases, try readSafetensors(path + ".safetensors"))
        } catch {
            preconditionFailure("\(path): \(error)")
        }
    }()

    static func cases(_ kind: SchedulerKind) -> [SchedulerGolden] {
        suite.cases.filter { $0.scheduler == kind.rawValue }
    }

    /// Rows of a tensor: one a step, or one in all.
    func rows(_ tensor: String) -> [[Float]] {
        guard let array = Self.suite.tensors[shared?[tensor] ?? "\(name).\(tensor)"] else { return [] }
        let values = array.floats(), width = array.shape[array.shape.count - 1]
        return stride(from: 0, to: values.count, by: width).map { Array(values[$0..<$0 + width]) }
    }

    /// Stable Diffusion 1.5's configuration with what the case changes.
    var configuration: SchedulerConfiguration {
        var configuration = SchedulerConfiguration.stableDiffusion15
        configuration.predictionType = predictionType == "epsilon" ? .epsilon : .vPrediction
        configuration.timestepSpacing = spacing.flatMap(TimestepSpacing.init(diffusers:))
        configuration.useKarrasSigmas = karras
        return configuration
    }

    /// Our steps over the golden's predictions.
    func run() throws -> Run {
        guard let kind = SchedulerKind(rawValue: scheduler), var latent = rows("initial").first else {
            preconditionFailure("\(name) is incomplete")
        }
        let scheduler = try kind.make(configuration, steps: steps)
        var history = SchedulerHistory(), run = Run(scheduler: scheduler)
        for (index, prediction) in rows("predictions").enumerated() {
            run.denoised.append(scheduler.denoised(index, prediction: prediction, latent: latent))
            latent = scheduler.step(index, prediction: prediction, latent: latent, history: &history)
            run.latents.append(latent)
        }
        return run
    }

    struct Run {
        let scheduler: any Scheduler
        var latents: [[Float]] = []
        var denoised: [[Float]] = []
    }

    /// How far a run is from the golden's, at its worst step. Where diffusers' own numbers are not finite (a thousand steps,
    /// where two noise levels coincide and it divides by their difference), ours must be.
    func worst(_ run: Run) -> Double {
        let pairs = zip(run.latents + run.denoised, rows("latents") + rows("denoised"))
        return pairs.map { found, expected in
            guard expected.allSatisfy(\.isFinite) else { return found.allSatisfy(\.isFinite) ? 0 : .infinity }
            return distance(found, expected)
        }.max() ?? .infinity
    }
}

extension TimestepSpacing {
    static let all = [TimestepSpacing.leading, .linspace, .trailing]

    init?(diffusers name: String) {
        guard let spacing = Self.all.first(where: { "\($0)" == name }) else { return nil }
        self = spacing
    }
}

extension SchedulerKind {
    /// A scheduler on Stable Diffusion 1.5's configuration, changed.
    func scheduler(steps: Int, _ change: (inout SchedulerConfiguration) -> Void = { _ in }) throws -> any Scheduler {
        var configuration = SchedulerConfiguration.stableDiffusion15
        change(&configuration)
        return try make(configuration, steps: steps)
    }
}

/// What diffusers' fp32 arithmetic leaves between the two: its own distance from double precision is up to 2.6e-6 at fifty
/// steps (Karras) and grows with their number; ours is below 1e-6 up to a hundred.
func schedulerTolerance(steps: Int) -> Double { steps <= 30 ? 1.5e-6 : steps <= 100 ? 4e-6 : 1e-5 }
