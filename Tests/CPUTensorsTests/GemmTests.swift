import CKernels
import Testing

/// The matrix product of every instruction set against the definition in double precision.
@Suite struct GemmTests {
    /// Tails in rows, k and outputs; k over one and over several stretches.
    static let shapes: [KernelProblem] = {
        let activations = [
            W2I_ACTIVATION_NONE, W2I_ACTIVATION_SILU, W2I_ACTIVATION_GELU, W2I_ACTIVATION_QUICK_GELU,
        ]
        var problems: [KernelProblem] = []
        for rows in [1, 2, 13, 33, 77] {
            for inputs in [1, 3, 31, 64, 100, 1600] {
                for outputs in [1, 16, 17, 48, 77] {
                    let index = problems.count
                    problems.append(
                        KernelProblem(
                            width: rows, inputs: inputs, outputs: outputs, activation: activations[index % 4],
                            plus: index % 3 == 0 ? .image : .none))
                }
            }
        }
        return problems
    }()

    @Test(arguments: runnableInstructionSets, elementTypes)
    func equalsTheDefinition(isa: w2i_isa, type: w2i_type) {
        let runner = KernelRunner()
        for problem in Self.shapes { check(problem, type: type, isa: isa, runner: runner) }
    }

    /// Several bands of rows and several groups of panels.
    @Test(arguments: runnableInstructionSets, elementTypes)
    func equalsTheDefinitionInManyTasks(isa: w2i_isa, type: w2i_type) {
        let problem = KernelProblem(width: 1031, inputs: 70, outputs: 700, plus: .image)
        check(problem, type: type, isa: isa, runner: KernelRunner(threads: 3))
    }

    /// The halves are whole panels, end within one, and span several groups.
    @Test(arguments: runnableInstructionSets, elementTypes)
    func gatesTheValues(isa: w2i_isa, type: w2i_type) {
        let runner = KernelRunner()
        for (inputs, outputs) in [(64, 96), (70, 50), (33, 2), (40, 720)] {
            let problem = KernelProblem(width: 41, inputs: inputs, outputs: outputs, gated: true)
            check(problem, type: type, isa: isa, runner: runner)
        }
    }

    /// A smaller batch's rows are met again by every entry of the larger one.
    @Test(arguments: runnableInstructionSets, elementTypes)
    func plusRepeatsCyclically(isa: w2i_isa, type: w2i_type) {
        let problem = KernelProblem(
            batch: 3, height: 1, width: 15, inputs: 20, outputs: 40, activation: W2I_ACTIVATION_SILU,
            plus: .repeatedImage)
        check(problem, type: type, isa: isa, runner: KernelRunner())
    }

    @Test(arguments: runnableInstructionSets, elementTypes)
    func threadsDoNotChangeTheNumbers(isa: w2i_isa, type: w2i_type) {
        let problem = KernelProblem(
            width: 203, inputs: 900, outputs: 130, activation: W2I_ACTIVATION_GELU, plus: .image)
        let numbers = KernelNumbers(problem, type: type)
        let alone = KernelRunner(threads: 1).run(problem, numbers, type: type, isa: isa)
        for threads in [2, 3, 7] {
            let same = KernelRunner(threads: threads).run(problem, numbers, type: type, isa: isa) == alone
            #expect(same, "\(threads) threads")
        }
    }

    @Test(arguments: runnableInstructionSets, elementTypes)
    func resultMayBePlus(isa: w2i_isa, type: w2i_type) {
        let problem = KernelProblem(width: 50, inputs: 90, outputs: 147, plus: .image)
        let numbers = KernelNumbers(problem, type: type)
        let runner = KernelRunner()
        let apart = runner.run(problem, numbers, type: type, isa: isa)
        let same = runner.run(problem, numbers, type: type, isa: isa, inPlace: true) == apart
        #expect(same)
    }

    /// Sums that lie halfway between two bf16 numbers go to the even one; NaN and infinity stay.
    @Test(arguments: runnableInstructionSets)
    func roundsToTheNearestEven(isa: w2i_isa) {
        let sums: [(Float, Float, Float)] = [
            (1, 0x1p-8, 1), (1, 0x1.8p-7, 0x1.04p0), (1, 0x1.02p-8, 0x1.02p0), (-1, -0x1p-8, -1),
            (.infinity, 1, .infinity), (0x1.fep127, 0x1p119, .infinity),
        ]
        var problem = KernelProblem(width: sums.count + 1, inputs: 2, outputs: 1)
        problem.activation = W2I_ACTIVATION_NONE
        let x = sums.flatMap { [$0.0, $0.1] } + [.nan, 1]
        let numbers = KernelNumbers(x: x, weight: [1, 1], bias: [0], plus: [])
        let result = KernelRunner().run(problem, numbers, type: W2I_BFLOAT16, isa: isa)
        #expect(Array(result.dropLast()) == sums.map(\.2))
        #expect(result.last?.isNaN == true)
    }

    /// Activations over the range in which they bend.
    @Test(arguments: runnableInstructionSets)
    func activationsAreAccurate(isa: w2i_isa) {
        let x = (-5000...5000).map { Float($0) / 500 }
        let numbers = KernelNumbers(x: x, weight: [1], bias: [0], plus: [])
        for activation in [W2I_ACTIVATION_SILU, W2I_ACTIVATION_GELU, W2I_ACTIVATION_QUICK_GELU] {
            let problem = KernelProblem(width: x.count, inputs: 1, outputs: 1, activation: activation)
            let result = KernelRunner().run(problem, numbers, type: W2I_FLOAT32, isa: isa)
            for (value, found) in zip(x, result) {
                let expected = KernelProblem.activated(Double(value), activation)
                // Far out on the negative side e^(-x²/2) magnifies the rounding of x².
                let allowed = (value < -4 ? 2e-5 : 2e-6) * abs(expected) + 1e-30
                #expect(abs(Double(found) - expected) <= allowed, "activation \(activation.rawValue) of \(value)")
            }
        }
    }

    @Test(arguments: elementTypes)
    func limitIsMeasured(type: w2i_type) {
        let runner = KernelRunner()
        for isa in runnableInstructionSets {
            #expect(w2i_limit_flops(runner.pool, isa, type, 0.01) > 1e6)
        }
    }
}

/// Runs a problem and expects rounding errors only.
func check(
    _ problem: KernelProblem, type: w2i_type, isa: w2i_isa, source: w2i_type? = nil, runner: KernelRunner,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let numbers = KernelNumbers(problem, type: type)
    let result = runner.run(problem, numbers, type: type, isa: isa, source: source)
    let worst = problem.worstError(of: result, against: problem.reference(numbers), type: type)
    #expect(worst <= 1, "\(problem), \(String(cString: w2i_isa_name(isa)))", sourceLocation: sourceLocation)
}
