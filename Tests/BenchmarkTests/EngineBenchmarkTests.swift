import Benchmark
import CPUTensors
import Checkpoints
import Foundation
import Testing

@Suite struct EngineBenchmarkTests {
    static let tiny = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Goldens/tiny").path(percentEncoded: false)

    private func options(_ precision: BenchmarkPrecision) throws -> BenchmarkOptions {
        var options = BenchmarkOptions()
        options.model = try ModelFolder(path: Self.tiny)
        options.precision = precision
        options.sizes = [64, 128]
        options.runs = 3
        options.measuresKernels = false
        return options
    }

    @Test(arguments: BenchmarkPrecision.allCases)
    func measuresAModel(_ precision: BenchmarkPrecision) throws {
        var stages: [String] = []
        let benchmark = try EngineBenchmark(options(precision), settings: CPUSettings(threads: 2))
        let report = try benchmark.run { stages.append($0) }
        #expect(stages.first == "weights" && stages.contains("decoding at 128 x 128"))
        #expect(report.machine.threads == 2 && report.machine.instructionSet == InstructionSet.best.rawValue)
        #expect(report.limit > 0 && report.start.total > report.start.firstStep)
        #expect(report.sizes.map(\.size) == [64, 128] && report.kernels.isEmpty)
        for size in report.sizes {
            #expect(size.steps.count == 3 && size.steps.sorted()[1] == size.step)
            #expect(size.peakMemory > 1 << 20 && size.decode > 0)
        }
        // Four times the pixels cost four times the products, and more attention.
        #expect(report.sizes[1].stepMultiplyAccumulates > 4 * report.sizes[0].stepMultiplyAccumulates)

        let parts = report.operations.reduce(0) { $0 + $1.multiplyAccumulates }
        #expect(parts == report.sizes[0].stepMultiplyAccumulates)
        #expect(report.operations.allSatisfy { $0.bytes > 0 })
        #expect(report.decodeOperations.contains { $0.name == "upsampling and 3 x 3 convolution" })
        #expect(report.operations.map(\.seconds).sorted(by: >) == report.operations.map(\.seconds))
        #expect(report.operations.reduce(0) { $0 + $1.seconds } <= report.sizes[0].steps.max()!)
    }

    @Test func isPrintedAndEncoded() throws {
        let report = try EngineBenchmark(options(.bf16), settings: CPUSettings(threads: 1)).run { _ in }
        let text = report.description
        let parts = [
            "64 x 64: guided step", "decoding at 64", "3 x 3 convolution", "self-attention", "peak memory", Self.tiny,
        ]
        for part in parts {
            #expect(text.contains(part), "\(part)")
        }
        let encoded = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(BenchmarkReport.self, from: encoded) == report)
    }

    @Test func partsTakeTurns() throws {
        let turns = try BenchmarkTurns(options(.bf16), settings: CPUSettings(threads: 2))
        for part in BenchmarkPart.allCases {
            #expect(try turns.seconds(of: part) > 0)
        }
        #expect(turns.peakMemory > 1 << 20)
        let kernel = try #require(turns.kernels.first { $0.hasPrefix("hint [1, 128, 128, 3]") })
        #expect(try turns.seconds(ofKernel: kernel)! > 0)
        #expect(Set(turns.kernels).count == turns.kernels.count)
        #expect(try turns.seconds(ofKernel: "hint") == nil)
    }
}
