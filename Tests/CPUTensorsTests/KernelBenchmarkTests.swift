import CPUTensors
import Testing

@Suite struct KernelBenchmarkTests {
    @Test(arguments: [false, true])
    func measuresAShape(bf16: Bool) throws {
        let benchmark = try KernelBenchmark(CPUSettings(threads: 2), bf16: bf16)
        let shapes = KernelBenchmark.shapes(size: 512)
        let shape = try #require(shapes.first { $0.name == "hint [1, 512, 512, 3] -> 16 3x3" })
        let result = benchmark.measure(shape, seconds: 0.01)
        #expect(result.seconds > 0)
        #expect(result.share > 0 && result.share < 1.5)
    }

    @Test func needsWhatTheMachineHas() {
        #expect(throws: CPUDeviceError.threads("0")) { try KernelBenchmark(CPUSettings(threads: 0), bf16: true) }
        for missing in InstructionSet.allCases where missing > .best {
            #expect(throws: CPUDeviceError.missingInstructionSet(missing, best: .best)) {
                try KernelBenchmark(CPUSettings(instructionSet: missing), bf16: true)
            }
        }
    }
}
