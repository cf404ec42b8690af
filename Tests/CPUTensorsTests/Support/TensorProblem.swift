import CPUTensors
import Tensors
import Testing

/// Something computed with tensors, on any device.
protocol TensorProblem: Sendable {
    func callAsFunction<T: Tensor>(_ draw: Draw<T>) -> T
    /// What bf16 may cost besides one rounding of the result, as a share of the results' root mean square.
    var roundingInside: Double { get }
}

extension TensorProblem {
    var roundingInside: Double { 1e-6 }
}

/// Every instruction set that can run here. AMX runs on emulated tiles where the CPU has none.
let testedSets = InstructionSet.available.filter { $0 != .amx } + [.amx]

/// Runs the problem on a CPU of three threads, in fp32 and in bf16, and expects the reference's shape and numbers.
func check(_ problem: some TensorProblem, on set: InstructionSet, sourceLocation: SourceLocation = #_sourceLocation)
    throws
{
    let expected = problem(Draw<ReferenceTensor>())
    let device = try CPUDevice(CPUSettings(threads: 3, instructionSet: set))
    CPUDevice.$current.withValue(device) {
        compare(problem(Draw<CPUTensor<Float>>()), expected, relative: 1e-5, inside: 1e-5, problem, sourceLocation)
        compare(
            problem(Draw<CPUTensor<BFloat16>>()), expected, relative: 0x1.1p-8, inside: problem.roundingInside, problem,
            sourceLocation)
    }
}

private func compare<T: Tensor>(
    _ found: T, _ expected: ReferenceTensor, relative: Double, inside: Double, _ problem: some TensorProblem,
    _ sourceLocation: SourceLocation
) {
    guard found.shape == expected.shape, let values = try? found.values() else {
        Issue.record("\(T.self) \(problem): \(found.shape), expected \(expected.shape)", sourceLocation: sourceLocation)
        return
    }
    let truth = expected.values()
    let mean = (truth.reduce(0) { $0 + Double($1) * Double($1) } / Double(max(truth.count, 1))).squareRoot()
    let worst = zip(values, truth).map { value, truth in
        let error = abs(Double(value) - Double(truth)) / (relative * Double(abs(truth)) + inside * mean + 1e-30)
        return error.isNaN ? .infinity : error
    }
    #expect(worst.max() ?? 0 <= 1, "\(T.self) \(problem)", sourceLocation: sourceLocation)
}
