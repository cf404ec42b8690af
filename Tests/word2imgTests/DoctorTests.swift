import Foundation
import TestSupport
import Testing

struct DoctorTests {
    private func findings(_ program: Program) throws -> (code: Int32, [String: String]) {
        let result = try program.run()
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: any Sendable])
        let findings = try #require(json["findings"] as? [[String: String]])
        let pairs = findings.map { ($0["subject"] ?? "", $0["status"] ?? "") }
        return (result.code, Dictionary(uniqueKeysWithValues: pairs))
    }

    @Test func looksAtEverything() throws {
        let (code, status) = try findings(
            Program(arguments: ["doctor", "--json", "--model", TinyModel.folder]))
        #expect(code == 0 && Set(status.keys) == ["processor", "memory", "model", "fonts", "pictures", "reader"])
        #expect(
            status["model"] == "ok" && status["fonts"] == "ok" && status["pictures"] == "ok" && status["reader"] == "ok"
        )
    }

    @Test func aMissingModelIsFoundAndTold() throws {
        let (code, status) = try findings(Program(arguments: ["doctor", "--json", "--model", "/nowhere"]))
        #expect(code == 1 && status["model"] == "missing" && status["fonts"] == "ok")
        let text = try Program(arguments: ["doctor", "--model", "/nowhere"]).run()
        #expect(text.code == 1 && text.output.contains("MISSING") && text.output.contains("→"))
    }

    @Test func slowInstructionsAreAWarning() throws {
        let (code, status) = try findings(
            Program(
                arguments: ["doctor", "--json", "--model", TinyModel.folder],
                environment: ["WORD2IMG_ISA": "portable"]))
        #expect(code == 0 && status["processor"] == "warning")
    }

    /// Words are still drawn, and judged by their shape.
    @Test func aReaderWithoutDataIsAWarning() throws {
        let folder = try TemporaryFolder()
        let (code, status) = try findings(
            Program(
                arguments: ["doctor", "--json", "--model", TinyModel.folder],
                environment: ["TESSDATA_PREFIX": folder.path]))
        #expect(code == 0 && status["reader"] == "warning")
    }
}
