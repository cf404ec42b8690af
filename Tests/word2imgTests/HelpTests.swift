import Domain
import Testing

struct HelpTests {
    @Test(arguments: [
        ["--help"], ["generate", "--help"], ["stencil", "--help"], ["doctor", "--help"], ["bench", "--help"],
    ])
    func helpIsNoError(arguments: [String]) throws {
        let result = try Program(arguments: arguments).run()
        #expect(result.code == 0 && result.output.contains("USAGE") && result.errors.isEmpty)
    }

    @Test func everyPublishedParameterIsAnOption() throws {
        let help = try Program(arguments: ["generate", "--help"]).run().output
        for parameter in Parameter.ofPictures {
            #expect(help.contains("--" + parameter.rawValue.replacing("_", with: "-") + " "))
        }
    }

    @Test func tellsItsVersion() throws {
        #expect(try Program(arguments: ["--version"]).run().output == Version.current + "\n")
    }
}
