import CPUTensors
import StableDiffusion
import Tensors
import Testing

/// Whole networks and a whole request with every version of the kernels that can run here.
@Suite struct InstructionSetTests {
    /// AMX runs on emulated tiles where the CPU has none.
    static let sets = InstructionSet.available.filter { $0 != .amx } + [.amx]

    @Test(arguments: sets, GoldenSuite.networks.groups)
    func networks(_ set: InstructionSet, _ group: String) throws {
        let suite = GoldenSuite.networks
        try on(set) {
            let errors = try suite.cases(group: group).flatMap { golden in
                #expect(try golden.distance(on: CPUTensor<Float>.self) < 1e-4, "\(golden.name)")
                return entryDistances(
                    try golden.run(on: CPUTensor<BFloat16>.self).map { ($1.values(), suite[golden, $0]) })
            }
            #expect(rootMeanSquare(errors) <= 1.25 * suite.bf16Errors[group]!)
        }
    }

    @Test(arguments: sets)
    func pipeline(_ set: InstructionSet) throws {
        let suite = GoldenSuite.pipelines, group = "tiny.ddim"
        try on(set) {
            let published = try #require(suite.cases.first { $0.name == "ddim.odd" })
            let run = try published.generate(on: CPUTensor<Float>.self)
            #expect(distance(run.latents.planar, suite[published, "final"].floats()) < 1e-4)
            let errors = try suite.cases(group: group).flatMap { golden in
                entryDistances([
                    (try golden.generate(on: CPUTensor<BFloat16>.self).latents.planar, suite[golden, "final"])
                ])
            }
            #expect(rootMeanSquare(errors) <= 1.25 * suite.bf16Errors[group]!)
        }
    }

    private func on(_ set: InstructionSet, _ body: () throws -> Void) throws {
        let device = try CPUDevice(CPUSettings(threads: 2, instructionSet: set))
        try CPUDevice.$current.withValue(device, operation: body)
    }
}
