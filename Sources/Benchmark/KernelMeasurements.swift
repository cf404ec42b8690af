import CPUTensors
import Tensors

/// The kernels one by one, at Stable Diffusion 1.5's shapes.
struct KernelMeasurements: Sendable {
    /// A kernel at a shape.
    struct Kernel: Sendable {
        let name: String
        let measure: @Sendable () throws -> BenchmarkReport.Kernel
    }

    let kernels: [Kernel]

    /// `sizes`: sides of the pictures in pixels. `device` must have been made with `settings`.
    init<E: CPUElement>(_ element: E.Type, sizes: [Int], _ settings: CPUSettings, _ device: CPUDevice) {
        let all = sizes.flatMap { size in
            KernelBenchmark.shapes(size: size).map { shape in
                Kernel(name: shape.name) {
                    let found = try KernelBenchmark(settings, bf16: E.dataType == .bfloat16).measure(shape)
                    return .init(
                        name: shape.name, seconds: found.seconds, rate: found.rate, limit: found.limit,
                        share: found.share, isBoundByMemory: false)
                }
            }
                + OperationBenchmark<E>.operations(side: size).map { operation in
                    Kernel(name: operation.name) {
                        let found = OperationBenchmark<E>(device).measure(operation)
                        return .init(
                            name: operation.name, seconds: found.seconds, rate: found.rate, limit: found.limit,
                            share: found.share, isBoundByMemory: operation.bound == .memory)
                    }
                }
        }
        // Two sizes may have a shape in common.
        var known: Set<String> = []
        kernels = all.filter { known.insert($0.name).inserted }
    }
}
