public import CPUTensors
internal import Synchronization
import Tensors

/// What is timed one run at a time, so that a caller can take turns with another engine, or another build of this one: on a
/// shared machine nothing else is a comparison.
public final class BenchmarkTurns: Sendable {
    /// Single kernels at Stable Diffusion 1.5's shapes, for all of the sizes.
    public let kernels: [String]

    private let load: @Sendable () throws -> Run
    private let loaded = Mutex<Run?>(nil)
    private let measured: KernelMeasurements

    private typealias Run = @Sendable (BenchmarkPart) throws -> Void

    /// Loads nothing yet. Throws what is wrong with the settings.
    public init(_ options: BenchmarkOptions, settings: CPUSettings) throws {
        let device = try CPUDevice(settings)
        switch options.precision {
        case .fp32:
            load = { try Self.prepared(CPUTensor<Float>.self, options, device) }
            measured = KernelMeasurements(Float.self, sizes: options.sizes, settings, device)
        case .bf16:
            load = { try Self.prepared(CPUTensor<BFloat16>.self, options, device) }
            measured = KernelMeasurements(BFloat16.self, sizes: options.sizes, settings, device)
        }
        kernels = measured.kernels.map(\.name)
    }

    /// Runs a part of the model (``BenchmarkOptions/model``) once, at the first of the sizes. The first run of each warms up
    /// and is no measurement; the very first one loads the model.
    public func seconds(of part: BenchmarkPart) throws -> Double {
        let run = try loaded.withLock { loaded in
            let run = try loaded ?? load()
            loaded = run
            return run
        }
        let clock = ContinuousClock(), start = clock.now
        try run(part)
        return (clock.now - start) / .seconds(1)
    }

    /// The fastest of a kernel's runs in a third of a second; nil if there is none of that name.
    public func seconds(ofKernel name: String) throws -> Double? {
        try measured.kernels.first { $0.name == name }?.measure().seconds
    }

    /// The most memory that this process has had so far, in bytes.
    public var peakMemory: Int { ThisMachine.peakMemory }

    private static func prepared<T: Tensor>(
        _ tensor: T.Type, _ options: BenchmarkOptions, _ device: CPUDevice
    ) throws -> Run {
        try CPUDevice.$current.withValue(device) {
            let networks = try BenchmarkNetworks<T>(options.model), size = options.sizes[0]
            let job = BenchmarkNetworks.Job(networks, size: size)
            return { part in
                try CPUDevice.$current.withValue(device) {
                    switch part {
                    case .step: _ = try job.step()
                    case .vae: _ = try networks.decode(size: size)
                    case .text: _ = try networks.embedding().values()
                    }
                }
            }
        }
    }
}
