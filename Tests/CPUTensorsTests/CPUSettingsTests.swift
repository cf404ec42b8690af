import CPUTensors
import Testing

@Suite struct CPUSettingsTests {
    @Test func theEnvironmentDecides() throws {
        #expect(try CPUSettings(environment: [:]) == CPUSettings())
        #expect(try CPUSettings(environment: ["WORD2IMG_ISA": "", "WORD2IMG_THREADS": ""]) == CPUSettings())
        let settings = try CPUSettings(environment: ["WORD2IMG_ISA": "portable", "WORD2IMG_THREADS": "3"])
        #expect(settings == CPUSettings(threads: 3, instructionSet: .portable))
    }

    @Test func whatCannotBeIsAnError() {
        for text in ["0", "-1", "two", "1.5", "1025"] {
            #expect(throws: CPUDeviceError.threads(text)) { try CPUSettings(environment: ["WORD2IMG_THREADS": text]) }
        }
        #expect(throws: CPUDeviceError.unknownInstructionSet("neon")) {
            try CPUSettings(environment: ["WORD2IMG_ISA": "neon"])
        }
        guard let missing = InstructionSet.allCases.first(where: { $0 > .best }) else { return }
        #expect(throws: CPUDeviceError.missingInstructionSet(missing, best: .best)) {
            try CPUSettings(environment: ["WORD2IMG_ISA": missing.rawValue])
        }
    }

    @Test func errorsSayWhatToDo() {
        #expect(CPUDeviceError.unknownInstructionSet("neon").description.contains("avx512bf16, amx"))
        #expect(CPUDeviceError.threads("x").description.contains("1 to 1024"))
    }
}
