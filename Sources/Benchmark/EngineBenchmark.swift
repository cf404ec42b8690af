public import CPUTensors
import Checkpoints
import Tensors

/// How fast the engine is on this machine: the machine's limit, a guided step, decoding, the time to the first step, peak
/// memory, where a step's time goes, and single kernels.
///
/// Runs for minutes on the calling thread; never call it on Swift's cooperative pool.
public struct EngineBenchmark: Sendable {
    private let options: BenchmarkOptions
    private let settings: CPUSettings

    /// `settings`: the threads and instructions to use.
    public init(_ options: BenchmarkOptions, settings: CPUSettings) {
        self.options = options
        self.settings = settings
    }

    /// `progress` is told what is measured next. Throws what is wrong with the model's files or the settings.
    public func run(progress: (String) -> Void) throws -> BenchmarkReport {
        switch options.precision {
        case .fp32: try run(on: Float.self, progress)
        case .bf16: try run(on: BFloat16.self, progress)
        }
    }

    private func run<E: CPUElement>(on element: E.Type, _ progress: (String) -> Void) throws -> BenchmarkReport {
        let products = try KernelBenchmark(settings, bf16: E.dataType == .bfloat16), device = try CPUDevice(settings)
        var limits = [products.limit()], networks: NetworkMeasurements?
        try CPUDevice.$current.withValue(device) {
            networks = try NetworkMeasurements(CPUTensor<E>.self, options) { what in
                // What one size needs is no part of what the next does.
                device.releaseFreeMemory()
                limits.append(products.limit())
                progress(what)
            }
        }
        device.releaseFreeMemory()
        limits.append(products.limit())
        if options.measuresKernels { progress("kernels") }
        let kernels =
            options.measuresKernels ? KernelMeasurements(element, sizes: options.sizes, settings, device).kernels : []
        return BenchmarkReport(
            machine: .init(
                processor: ThisMachine.processor, instructionSet: settings.instructionSet.rawValue,
                threads: settings.threads),
            precision: options.precision,
            model: options.model?.path ?? "random weights of Stable Diffusion 1.5's shapes",
            limit: limits.max()!, start: networks!.start, sizes: networks!.sizes, operations: networks!.operations,
            decodeOperations: networks!.decodeOperations, kernels: try kernels.map { try $0.measure() })
    }
}
