import CPUTensors
import Tensors

/// The measurements on whole networks.
struct NetworkMeasurements {
    private(set) var start: BenchmarkReport.Start
    private(set) var sizes: [BenchmarkReport.Size] = []
    private(set) var operations: [BenchmarkReport.Operation] = []

    /// On the device of `tensor`, whose operations must be done when they return. `progress` is told what comes next.
    init<T: Tensor>(_ tensor: T.Type, _ options: BenchmarkOptions, _ progress: (String) -> Void) throws {
        let clock = ContinuousClock()
        func timed<Result>(_ body: () throws -> Result) rethrows -> (Result, seconds: Double) {
            let start = clock.now, result = try body()
            return (result, (clock.now - start) / .seconds(1))
        }

        progress("weights")
        let (networks, load) = try timed { try BenchmarkNetworks<ProfiledTensor<T>>(options.model) }
        var start: BenchmarkReport.Start?
        for size in options.sizes {
            progress("a guided step at \(size) x \(size)")
            let (job, prepare) = timed { BenchmarkNetworks.Job(networks, size: size) }
            let first = try timed(job.step).seconds
            start = start ?? .init(load: load, prepare: prepare, firstStep: first)
            let runs = try (0..<max(options.runs, 1)).map { _ in
                let profile = Profile(), seconds = try timed { try profile.record(job.step) }.seconds
                return (seconds, profile: profile.entries)
            }.sorted { $0.0 < $1.0 }
            let median = runs[runs.count / 2], isFirst = size == options.sizes[0]
            if isFirst { operations = Self.operations(median.profile) }
            progress("decoding at \(size) x \(size)")
            let decode = try (0..<2).map { _ in try timed { try networks.decode(size: size) }.seconds }.min()
            sizes.append(
                .init(
                    size: size, steps: runs.map(\.0), step: median.0,
                    stepMultiplyAccumulates: median.profile.values.reduce(0) { $0 + $1.multiplyAccumulates },
                    decode: decode, peakMemory: ThisMachine.peakMemory))
        }
        self.start = start!
    }

    private static func operations(_ profile: [Profile.Operation: Profile.Entry]) -> [BenchmarkReport.Operation] {
        profile.map { operation, entry in
            .init(
                name: operation.rawValue, calls: entry.calls, seconds: entry.seconds,
                multiplyAccumulates: entry.multiplyAccumulates)
        }.sorted { $0.seconds > $1.seconds }
    }
}
