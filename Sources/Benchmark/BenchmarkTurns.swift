public import CPUTensors
import Tensors

/// Parts of the model that are timed one run at a time, so that a caller can take turns with another engine: on a shared
/// machine nothing else is a comparison.
public struct BenchmarkTurns: Sendable {
    private let run: @Sendable (BenchmarkPart) throws -> Void

    /// Loads the model (``BenchmarkOptions/model``) and prepares a request at the first of the sizes.
    public init(_ options: BenchmarkOptions, settings: CPUSettings) throws {
        let device = try CPUDevice(settings)
        run =
            switch options.precision {
            case .fp32: try Self.prepared(CPUTensor<Float>.self, options, device)
            case .bf16: try Self.prepared(CPUTensor<BFloat16>.self, options, device)
            }
    }

    /// Runs a part once. The first run of each warms up and is no measurement.
    public func seconds(of part: BenchmarkPart) throws -> Double {
        let clock = ContinuousClock(), start = clock.now
        try run(part)
        return (clock.now - start) / .seconds(1)
    }

    /// The most memory that this process has had so far, in bytes.
    public var peakMemory: Int { ThisMachine.peakMemory }

    private static func prepared<T: Tensor>(
        _ tensor: T.Type, _ options: BenchmarkOptions, _ device: CPUDevice
    ) throws -> @Sendable (BenchmarkPart) throws -> Void {
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
