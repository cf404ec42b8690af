internal import ArgumentParser
internal import Readability

struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Tells how well a word can be read in a picture.",
        discussion: """
            word2img read gold.png --expect GOLD --stencil stencil.png

            From 0.8 a person reads the word at a glance. Ends with exit code 1 if a picture has less than --min.
            """)

    @Argument(help: "The picture: PNG, JPEG, WebP, GIF or TIFF.")
    var picture: String?

    @Option(help: "The word that it should say.")
    var expect: String?

    @Option(help: "The picture that it was drawn from, for letters' own scores.")
    var stencil: String?

    @Option(
        help: "Instead of one picture, a file with a line for each: picture, word and, if any, stencil, between tabs.")
    var list: String?

    @Option(help: "The least score that will do, 0 to 1.")
    var min: Double?

    @Flag(help: "Prints JSON, an object a line.")
    var json = false

    mutating func validate() throws {
        guard list == nil ? picture != nil && expect != nil : picture == nil && expect == nil && stencil == nil else {
            throw ValidationError("Give a picture and --expect, or --list.")
        }
        if let min, !(0...1).contains(min) { throw ValidationError("--min is \(min); it must be from 0 to 1.") }
    }

    func run() throws {
        let tasks =
            try list.map(ReadTask.tasks) ?? [ReadTask(picture: picture ?? "", word: expect ?? "", stencil: stencil)]
        let judge = try ReadabilityJudge()
        var isGoodEnough = true
        for task in tasks {
            let report = ReadReport(picture: task.picture, word: task.word, verdict: try task.verdict(judge))
            print(json ? try report.json() : report.description)
            isGoodEnough = isGoodEnough && report.verdict.score >= min ?? 0
        }
        if !isGoodEnough { ProcessExit.exit(.fault) }
    }
}
