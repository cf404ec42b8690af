internal import ArgumentParser
internal import Domain
internal import Foundation
internal import Generation
internal import Imaging
internal import Lettering

struct StencilCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stencil", abstract: "Draws the stencil of a word alone.",
        discussion: """
            word2img stencil --text "GRAND OPENING" --layout arc --output opening.svg
            """)

    @Option(parsing: .unconditional, help: "The word, up to 64 characters; \\n begins a new line.")
    var text: String

    @OptionGroup(title: "Lettering") var lettering: LetteringArguments

    @Option(parsing: .unconditional, help: "Pixels: a side such as 512, or 520x776; 8 to 8192.")
    var size = PictureSize(width: 512, height: 512)

    @Option(help: "The stencil's file: .png or .svg.")
    var output: String

    @Flag(help: "Prints the result as JSON, with the letters' places.")
    var json = false

    func run() throws {
        let request = try lettering.request(text.replacing("\\n", with: "\n"))
        try OutputPlan.check(output, "--output")
        let ending = (output.split(separator: ".").last ?? "").lowercased()
        guard ending == "png" || ending == "svg" else {
            throw Failure(badInput: "--output \(output): it must end in .png or .svg")
        }
        let stencil = try Stencil(lettering: request.text, request.options(size))
        let bitmap = Bitmap(width: stencil.width, height: stencil.height, grey: stencil.grey)
        try AtomicFile.write(ending == "svg" ? Array(stencil.svg.utf8) : bitmap.encoded(as: .png), to: output)
        let report = StencilReport(path: output, font: request.font ?? FontFamily.standard, stencil)
        print(json ? try report.json() : report.description)
    }
}
