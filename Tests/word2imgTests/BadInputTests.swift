import Foundation
import TestSupport
import Testing

/// One line on standard error, exit code 2, and nothing written.
struct BadInputTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        /// A part of the line.
        let message: String
        let isComplete: Bool

        var testDescription: String { arguments.joined(separator: " ") }
    }

    /// A complete command line, but for what is wrong.
    private static func wrong(_ arguments: String..., message: String) -> Case {
        Case(arguments: arguments, message: message, isComplete: false)
    }

    /// Arguments as they are.
    private static func bare(_ arguments: String..., message: String) -> Case {
        Case(arguments: arguments, message: message, isComplete: true)
    }

    static let cases = [
        bare("generate", "--text", "A", message: "--prompt"),
        bare("generate", "--prompt", "x", message: "either --text or --image"),
        bare("generate", "--prompt", "x", "--text", "A", "--image", "a.png", message: "either --text or --image"),
        bare("generate", "--prompt", "x", "--image", "a.png", "--font", "Lato", message: "--font goes with --text"),
        bare(
            "generate", "--prompt", "x", "--image", "a.png", "--layout", "arc", message: "--layout goes with --text"),
        bare("stencil", "--output", "/nowhere.png", message: "--text"),
        bare("stencil", "--text", "A", "--output", "a.gif", message: "must end in .png or .svg"),
        bare("stencil", "--text", "A", "--output", "/nowhere/a.png", message: "there is no folder"),
        bare("stencil", "--text", "", "--output", "a.png", message: "text"),
        bare("stencil", "--text", "A", "--size", "4", "--output", "a.png", message: "width is 4"),
        bare("stencil", "--text", "A", "--font", "No Such Family", "--output", "a.png", message: "is not installed"),
        bare(
            "stencil", "--text", "A", "--letter-spacing", "2", "--outline", "nan", "--output", "a.png",
            message: "--letter-spacing is 2.0; it must be from -0.1 to 1.0; --outline is nan"),
        bare("stencil", "--text", "A", "--layout", "spiral", "--output", "a.png", message: "spiral"),
        bare("nonsense", message: "nonsense"),
        wrong("--prompt", " ", message: "--prompt is 0 characters long"),
        wrong("--num-inference-steps", "0", message: "--num-inference-steps is 0; it must be from 1 to 1000"),
        wrong("--num-inference-steps", "many", message: "many"),
        wrong("--guidance-scale", "nan", message: "--guidance-scale is nan"),
        wrong("--control-scale", "5.5", message: "--control-scale is 5.5; it must be from 0.0 to 5.0"),
        wrong("--control-start", "0.5", "--control-end", "0.5", message: "--control-start is 0.5; it must be below"),
        wrong("--samples", "5", message: "--samples is 5"),
        wrong("--seed", "-2", message: "--seed is -2"),
        wrong("--scheduler", "euler", message: "euler"),
        wrong("--size", "500", message: "--size is 500; it must be"),
        wrong("--size", "big", message: "big"),
        wrong("--samples", "9", "--size", "1", message: "--samples is 9; it must be from 1 to 4; --size is 1"),
        wrong("--model", "/nowhere", message: "/nowhere"),
        wrong("--controlnet", "/nowhere", message: "/nowhere"),
        wrong("--precision", "int8", message: "int8"),
        wrong("--text", "", message: "text"),
        wrong("--text", String(repeating: "A", count: 65), message: "64"),
        wrong("--output", "picture.bmp", message: "must end in"),
        wrong("--output", "/nowhere/picture.png", message: "there is no folder"),
        wrong("--output", "/tmp.png/", message: "--output"),
        wrong("--dump-latents", "/nowhere/latents.safetensors", message: "--dump-latents"),
    ]

    @Test(arguments: cases)
    func isOneLine(wrong: Case) throws {
        var arguments = wrong.arguments
        if !wrong.isComplete {
            arguments = TinyModel.generate("--text", "A", "--output", folder.path("a.png")).arguments
            for pair in stride(from: 0, to: wrong.arguments.count, by: 2) {
                let (name, value) = (wrong.arguments[pair], wrong.arguments[pair + 1])
                if let place = arguments.firstIndex(of: name) {
                    arguments[place + 1] = value
                } else {
                    arguments += [name, value]
                }
            }
        }
        let result = try Program(arguments: arguments).run()
        #expect(result.code == 2, "\(result.errors)")
        #expect(result.errorLines.count == 1 && result.output.isEmpty, "\(result.errors)")
        #expect(result.errors.hasPrefix("word2img: ") && result.errors.contains(wrong.message), "\(result.errors)")
        #expect(try folder.names.isEmpty)
    }

    @Test(arguments: ["", "not a picture", "\u{89}PNG\r\n\u{1A}\n"])
    func filesThatAreNoPictures(contents: String) throws {
        try Data(contents.utf8).write(to: URL(filePath: folder.path("word.png")))
        let result = try TinyModel.generate("--image", folder.path("word.png"), "--output", folder.path("a.png")).run()
        #expect(result.code == 2 && result.errorLines.count == 1, "\(result.errors)")
        #expect(result.errors.contains("word.png"), "\(result.errors)")
        #expect(try folder.names == ["word.png"])
    }

    @Test(arguments: [("WORD2IMG_ISA", "mmx"), ("WORD2IMG_THREADS", "0")])
    func settingsOfTheEnvironment(name: String, value: String) throws {
        var program = TinyModel.generate("--text", "A", "--output", folder.path("a.png"))
        program.environment = [name: value]
        let result = try program.run()
        #expect(result.code == 2 && result.errorLines.count == 1 && result.errors.contains(name), "\(result.errors)")
        #expect(try folder.names.isEmpty)
    }
}
