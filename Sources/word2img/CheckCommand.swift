internal import ArgumentParser
internal import Imaging
internal import Readability

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tells whether a picture of a word will do as a stencil.",
        discussion: "word2img check stencil.png --fix better.png")

    @Argument(help: "The picture: PNG, JPEG, WebP, GIF or TIFF.")
    var picture: String

    @Option(help: "The size that is to be drawn, in pixels: one number for a square. By default the picture's own.")
    var size: String?

    @Option(help: "Where to write it with what is safe put right: black and white, broader strokes, free margins.")
    var fix: String?

    @Flag(help: "Prints JSON.")
    var json = false

    func run() throws {
        let frame = try size.map { try Self.frame($0) }
        let encoding = try fix.map { try PictureEncoding(fileName: $0) }
        let check = try StencilCheck(try InputFile.picture(picture), width: frame?.width, height: frame?.height)
        var applied: [StencilFix.Step]?
        if let fix, let encoding {
            let fixed = try check.fixed()
            try AtomicFile.write(try fixed.picture.encoded(as: encoding), to: fix)
            applied = fixed.applied
        }
        let report = CheckReport(picture: picture, check: check, applied: applied)
        print(json ? try report.json() : report.description)
    }

    private static func frame(_ text: String) throws(ValidationError) -> (width: Int, height: Int) {
        let sides = text.split(separator: "x").compactMap { Int($0) }
        guard let width = sides.first, let height = sides.last, sides.count <= 2, (8...4096).contains(width),
            (8...4096).contains(height)
        else { throw ValidationError("--size is \(text); it must be as in 512 or 768x512, each side from 8 to 4096.") }
        return (width, height)
    }
}
