import CKernels
import Testing

/// The convolution of every instruction set against the definition in double precision.
@Suite struct ConvolutionTests {
    /// Channel counts that fill units, end within them, and share one with the next tap.
    static let channels = [1, 3, 4, 16, 32, 40, 70]

    /// Kernel, stride and zeros: 3 x 3 `same`, stride 2, bottom and right only, 1 x 1, and kernels that the model does
    /// not have.
    static let forms: [KernelProblem] = [
        KernelProblem(batch: 2, height: 7, width: 9, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 2, height: 7, width: 9, kernel: 3, stride: 2, before: 1, after: 1),
        KernelProblem(batch: 2, height: 8, width: 6, kernel: 3, stride: 2, before: 0, after: 1),
        KernelProblem(batch: 2, height: 5, width: 5),
        KernelProblem(batch: 3, height: 6, width: 5, stride: 2),
        KernelProblem(batch: 2, height: 6, width: 7, kernel: 5, stride: 1, before: 2, after: 2),
        KernelProblem(batch: 1, height: 4, width: 3, kernel: 2, stride: 1),
        KernelProblem(batch: 2, height: 1, width: 1, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 1, height: 2, width: 2, kernel: 3, stride: 3, before: 3, after: 2),
    ]

    @Test(arguments: runnableInstructionSets, elementTypes)
    func equalsTheDefinition(isa: w2i_isa, type: w2i_type) {
        let runner = KernelRunner()
        for form in Self.forms {
            for inputs in Self.channels {
                for plus in KernelProblem.Plus.allCases {
                    var problem = form
                    problem.inputs = inputs
                    problem.outputs = plus == .vector ? 4 : 33
                    problem.plus = plus
                    problem.activation = plus == .image ? W2I_ACTIVATION_SILU : W2I_ACTIVATION_NONE
                    check(problem, type: type, isa: isa, runner: runner)
                }
            }
        }
    }

    /// Several stretches of k, bands of rows and groups of panels in one.
    @Test(arguments: runnableInstructionSets, elementTypes)
    func equalsTheDefinitionInManyTasks(isa: w2i_isa, type: w2i_type) {
        let problem = KernelProblem(
            batch: 2, height: 20, width: 27, inputs: 130, outputs: 100, kernel: 3, before: 1, after: 1,
            plus: .repeatedImage)
        check(problem, type: type, isa: isa, runner: KernelRunner(threads: 3))
    }

    /// Channels that fill units, of lines that hold whole tiles: ends of lines among a tile's rows, bands that span
    /// images or lie within a line, several stretches of k.
    static let wholeUnits: [KernelProblem] = [
        KernelProblem(batch: 2, height: 13, width: 48, inputs: 192, outputs: 40, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 3, height: 9, width: 20, inputs: 160, outputs: 33, kernel: 3, before: 1, after: 1),
        KernelProblem(
            batch: 2, height: 34, width: 66, inputs: 64, outputs: 48, kernel: 3, stride: 2, before: 0, after: 1),
        KernelProblem(batch: 1, height: 3, width: 600, inputs: 32, outputs: 48, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 2, height: 16, width: 32, inputs: 320, outputs: 33, kernel: 2, before: 1, after: 0),
    ]

    @Test(arguments: runnableInstructionSets, elementTypes)
    func equalsTheDefinitionOnWholeUnits(isa: w2i_isa, type: w2i_type) {
        let runner = KernelRunner(threads: 3)
        for problem in Self.wholeUnits { check(problem, type: type, isa: isa, runner: runner) }
    }

    /// Images of odd sides whose patches of 4 x 4 pixels, in Winograd's form, fill several bands and groups, and whose channels several
    /// stretches and parts of one; zeros that make the result smaller and larger than the image.
    static let patches: [KernelProblem] = [
        KernelProblem(batch: 2, height: 21, width: 34, inputs: 296, outputs: 150, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 2, height: 9, width: 12, inputs: 24, outputs: 48, kernel: 3, before: 0, after: 0),
        KernelProblem(batch: 1, height: 7, width: 9, inputs: 136, outputs: 20, kernel: 3, before: 2, after: 1),
    ]

    @Test(arguments: runnableInstructionSets, elementTypes)
    func equalsTheDefinitionInPatches(isa: w2i_isa, type: w2i_type) {
        let runner = KernelRunner(threads: 3)
        for problem in Self.patches { check(problem, type: type, isa: isa, runner: runner) }
    }

    @Test(arguments: runnableInstructionSets, elementTypes)
    func threadsDoNotChangeTheNumbersOnWholeUnits(isa: w2i_isa, type: w2i_type) {
        for problem in Self.wholeUnits + Self.patches.prefix(1) {
            let numbers = KernelNumbers(problem, type: type)
            let alone = KernelRunner(threads: 1).run(problem, numbers, type: type, isa: isa)
            let same = KernelRunner(threads: 5).run(problem, numbers, type: type, isa: isa) == alone
            #expect(same, "width \(problem.width)")
        }
    }

    @Test(arguments: runnableInstructionSets, elementTypes)
    func threadsDoNotChangeTheNumbers(isa: w2i_isa, type: w2i_type) {
        let problem = KernelProblem(
            batch: 2, height: 9, width: 11, inputs: 140, outputs: 70, kernel: 3, before: 1, after: 1, plus: .image)
        let numbers = KernelNumbers(problem, type: type)
        let alone = KernelRunner(threads: 1).run(problem, numbers, type: type, isa: isa)
        for threads in [2, 3, 7] {
            let same = KernelRunner(threads: threads).run(problem, numbers, type: type, isa: isa) == alone
            #expect(same, "\(threads) threads")
        }
    }

    /// An entry of a batch is what it would be alone.
    @Test(arguments: runnableInstructionSets, elementTypes)
    func batchesDoNotChangeTheNumbers(isa: w2i_isa, type: w2i_type) {
        var problem = KernelProblem(
            batch: 3, height: 6, width: 7, inputs: 100, outputs: 40, kernel: 3, before: 1, after: 1)
        let numbers = KernelNumbers(problem, type: type)
        let runner = KernelRunner()
        let together = runner.run(problem, numbers, type: type, isa: isa)
        let size = numbers.x.count / 3
        problem.batch = 1
        let alone = (0..<3).flatMap { entry in
            let x = Array(numbers.x[entry * size..<(entry + 1) * size])
            let own = KernelNumbers(x: x, weight: numbers.weight, bias: numbers.bias, plus: [])
            return runner.run(problem, own, type: type, isa: isa)
        }
        let same = together == alone
        #expect(same)
    }
}
