import CPUTensors
import Tensors

/// The measurements on whole networks.
struct NetworkMeasurements {
    private(set) var start: BenchmarkReport.Start
    private(set) var sizes: [BenchmarkReport.Size] = []
    private(set) var operations: [BenchmarkReport.Operation] = []
    private(set) var decodeOperations: [BenchmarkReport.Operation] = []

    /// On the device of `tensor`, whose operations must be done when they return. `progress` is told what comes next.
    init<T: Tensor>(_ tensor: T.Type, _ options: BenchmarkOptions, _ progress: (String) -> Void) throws {
        let clock = ContinuousClock()
        func timed<Result>(_ body: () throws -> Result) rethrows -> (Result, seconds: Double) {
            let start = clock.now, result = try body()
            return (result, (clock.now - start) / .seconds(1))
        }

        /// The fastest first.
        func profiled(
            times: Int, _ body: () throws -> Void
        ) rethrows -> [(seconds: Double, profile: [Profile.Operation: Profile.Entry])] {
            try (0..<max(times, 1)).map { _ in
                let profile = Profile(), seconds = try timed { try profile.record(body) }.seconds
                return (seconds, profile.entries)
            }.sorted { $0.seconds < $1.seconds }
        }

        progress("weights")
        let (networks, load) = try timed { try BenchmarkNetworks<ProfiledTensor<T>>(options.model) }
        var start: BenchmarkReport.Start?
        for size in options.sizes {
            progress("a guided step at \(size) x \(size)")
            let (job, prepare) = timed { BenchmarkNetworks.Job(networks, size: size) }
            let first = try timed(job.step).seconds
            start = start ?? .init(load: load, prepare: prepare, firstStep: first)
            let steps = try profiled(times: options.runs) { _ = try job.step() }, step = steps[steps.count / 2]
            progress("decoding at \(size) x \(size)")
            let decode = try profiled(times: 2) { _ = try networks.decode(size: size) }[0]
            if sizes.isEmpty {
                operations = Self.operations(step.profile, options.precision)
                decodeOperations = Self.operations(decode.profile, options.precision)
            }
            sizes.append(
                .init(
                    size: size, steps: steps.map(\.seconds), step: step.seconds,
                    stepMultiplyAccumulates: step.profile.values.reduce(0) { $0 + $1.multiplyAccumulates },
                    decode: decode.seconds, peakMemory: ThisMachine.peakMemory))
        }
        self.start = start!
    }

    private static func operations(
        _ profile: [Profile.Operation: Profile.Entry], _ precision: BenchmarkPrecision
    ) -> [BenchmarkReport.Operation] {
        profile.map { operation, entry in
            .init(
                name: operation.rawValue, calls: entry.calls, seconds: entry.seconds,
                multiplyAccumulates: entry.multiplyAccumulates,
                bytes: entry.numbers * precision.bytes)
        }.sorted { $0.seconds > $1.seconds }
    }
}
