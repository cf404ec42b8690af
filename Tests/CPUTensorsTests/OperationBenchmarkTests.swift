import CPUTensors
import Testing

@Suite struct OperationBenchmarkTests {
    private func measure<E: CPUElement>(_: E.Type) throws {
        let benchmark = OperationBenchmark<E>(try CPUDevice(CPUSettings(threads: 2)))
        let operations = OperationBenchmark<E>.operations(side: 64)
        #expect(Set(operations.map(\.name)).count > 15)
        for operation in operations {
            let result = benchmark.measure(operation, seconds: 0.001)
            #expect(result.seconds > 0 && result.limit > 0 && result.share > 0, "\(operation.name)")
        }
    }

    @Test func measuresEveryOperation() throws {
        try measure(Float.self)
        try measure(BFloat16.self)
    }
}
