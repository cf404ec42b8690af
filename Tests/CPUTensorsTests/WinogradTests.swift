import CKernels
import Testing

/// Convolutions in Winograd's form, of every instruction set that has it, against the definition in double precision.
@Suite struct WinogradTests {
    struct Machine: Sendable {
        let isa: w2i_isa, type: w2i_type
    }

    static let machines = runnableInstructionSets.flatMap { isa in
        elementTypes.filter { w2i_winograd_pays(W2I_WINOGRAD_PLAIN, isa, $0, 16, 8) }.map { Machine(isa: isa, type: $0) }
    }

    /// Results of odd and even sides, the smallest, and ones that zeros or their want make larger and smaller than the image;
    /// channels that fill units and end within them; outputs that fill panels, and not.
    static let problems: [KernelProblem] = [
        KernelProblem(batch: 2, height: 7, width: 9, inputs: 8, outputs: 33, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 1, height: 1, width: 1, inputs: 16, outputs: 16, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 1, height: 2, width: 1, inputs: 40, outputs: 20, kernel: 3, before: 1, after: 1),
        KernelProblem(batch: 3, height: 6, width: 8, inputs: 24, outputs: 48, kernel: 3, before: 0, after: 1),
        KernelProblem(batch: 1, height: 5, width: 12, inputs: 72, outputs: 70, kernel: 3, before: 0, after: 0),
        KernelProblem(batch: 1, height: 4, width: 3, inputs: 32, outputs: 16, kernel: 3, before: 2, after: 2),
    ]

    /// Many bands, groups of panels and stretches of k.
    static let large = KernelProblem(
        batch: 2, height: 21, width: 34, inputs: 296, outputs: 150, kernel: 3, before: 1, after: 1)

    @Test(arguments: machines)
    func equalsTheDefinition(_ machine: Machine) {
        let runner = KernelRunner(threads: 3)
        for form in Self.problems + [Self.large] {
            for plus in KernelProblem.Plus.allCases where form.inputs < 100 || plus == .repeatedImage {
                var problem = form
                problem.isWinograd = true
                problem.plus = plus
                problem.activation = plus == .image ? W2I_ACTIVATION_SILU : W2I_ACTIVATION_NONE
                check(problem, type: machine.type, isa: machine.isa, runner: runner)
            }
        }
    }

    @Test(arguments: machines)
    func neitherThreadsNorTheBatchChangeTheNumbers(_ machine: Machine) {
        var problem = Self.large
        problem.isWinograd = true
        let numbers = KernelNumbers(problem, type: machine.type)
        let together = KernelRunner(threads: 1).run(problem, numbers, type: machine.type, isa: machine.isa)
        let same = KernelRunner(threads: 5).run(problem, numbers, type: machine.type, isa: machine.isa) == together
        #expect(same)
        let size = numbers.x.count / problem.batch
        problem.batch = 1
        let alone = (0..<2).flatMap { entry in
            let x = Array(numbers.x[entry * size..<(entry + 1) * size])
            let own = KernelNumbers(x: x, weight: numbers.weight, bias: numbers.bias, plus: [])
            return KernelRunner().run(problem, own, type: machine.type, isa: machine.isa)
        }
        let sameAlone = alone == together
        #expect(sameAlone)
    }

    /// Where a product rounds its rows to bf16, sums of pixels would lose; and large matrices cost more memory than they save time.
    @Test func paysWhereItSaysSo() {
        #expect(w2i_winograd_pays(W2I_WINOGRAD_PLAIN, W2I_ISA_PORTABLE, W2I_FLOAT32, 640, 1920))
        #expect(w2i_winograd_pays(W2I_WINOGRAD_PLAIN, W2I_ISA_PORTABLE, W2I_BFLOAT16, 320, 320))
        #expect(!w2i_winograd_pays(W2I_WINOGRAD_PLAIN, W2I_ISA_AMX, W2I_BFLOAT16, 320, 320))
        #expect(!w2i_winograd_pays(W2I_WINOGRAD_PLAIN, W2I_ISA_PORTABLE, W2I_FLOAT32, 1280, 1280))
        #expect(w2i_winograd_pays(W2I_WINOGRAD_UPSAMPLED, W2I_ISA_PORTABLE, W2I_FLOAT32, 1280, 1280))
        #expect(!w2i_winograd_pays(W2I_WINOGRAD_PLAIN, W2I_ISA_PORTABLE, W2I_FLOAT32, 4, 320))
        #expect(!w2i_winograd_pays(W2I_WINOGRAD_PLAIN, W2I_ISA_PORTABLE, W2I_FLOAT32, 320, 4))
    }
}
