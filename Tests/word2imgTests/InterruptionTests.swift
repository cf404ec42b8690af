import Foundation
import TestSupport
import Testing

struct InterruptionTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func leavesNothing(signal: Int32) throws {
        let folder = try TemporaryFolder()
        var program = TinyModel.generate("--text", "A", "--output", folder.path("a.png"))
        program.arguments += ["--dump-latents", folder.path("a.safetensors")]
        program.arguments[program.arguments.firstIndex(of: "2") ?? 0] = "1000"
        let running = try program.start()
        #expect(try running.errors(until: "1000 steps").contains("1000 steps"))
        kill(running.process.processIdentifier, signal)
        let result = try running.end()
        #expect(result.code == 130 && result.errors.contains("Stopped") && result.output.isEmpty)
        #expect(try folder.names.isEmpty)
    }
}
