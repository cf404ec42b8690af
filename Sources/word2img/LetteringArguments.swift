public import ArgumentParser
public import Domain

/// How a word is lettered, in kebab-case.
struct LetteringArguments: ParsableArguments {
    @Option(help: "A font family; word2img fonts lists them. Default: DejaVu Sans.")
    var font: String?

    @Option(parsing: .unconditional, help: "From 100, thin, to 1000; the family's nearest is taken. Default: 700.")
    var weight: Int?

    @Option(name: .customLong("case"), help: "Which letters are capitals. Default: as_typed.")
    var letterCase: LetterCase?

    @Option(help: "Where the shorter lines of a text are. Default: centre.")
    var align: LineAlignment?

    @Option(parsing: .unconditional, help: "More space between letters, -0.1 to 1 em. Default: 0.")
    var letterSpacing: Double?

    @Option(parsing: .unconditional, help: "Free space between lines, 0 to 2 em. Default: 0.15.")
    var lineSpacing: Double?

    @Option(
        parsing: .unconditional, help: "Free on each side, as a share of the shorter side, 0 to 0.4. Default: 0.0625.")
    var margin: Double?

    @Option(help: "The way that lines run. Default: straight.")
    var layout: WordLayout?

    @Option(help: "Letters on their ground. Default: light_on_dark.")
    var polarity: StencilPolarity?

    @Option(
        parsing: .unconditional,
        help: "Draws letters as outlines, in lines of 0.01 to 0.3 em; 0 draws full letters. Default: 0.")
    var outline: Double?

    /// The first option that was given, as it is typed.
    var given: String? {
        let options: [(String, Any?)] = [
            ("font", font), ("weight", weight), ("case", letterCase), ("align", align),
            ("letter-spacing", letterSpacing),
            ("line-spacing", lineSpacing), ("margin", margin), ("layout", layout), ("polarity", polarity),
            ("outline", outline),
        ]
        return options.first { $0.1 != nil }.map { "--" + $0.0 }
    }

    /// Throws all that is out of range, by the options' names.
    func request(_ text: String) throws(Failure) -> LetteringRequest {
        var request = LetteringRequest(text: text)
        request.font = font
        request.weight = weight ?? request.weight
        request.letterCase = letterCase ?? request.letterCase
        request.align = align ?? request.align
        request.letterSpacing = letterSpacing ?? request.letterSpacing
        request.lineSpacing = lineSpacing ?? request.lineSpacing
        request.margin = margin ?? request.margin
        request.layout = layout ?? request.layout
        request.polarity = polarity ?? request.polarity
        request.outline = outline ?? request.outline
        let faults = request.faults().map { $0.sentence($0.parameter.option) }
        guard faults.isEmpty else { throw Failure(badInput: faults.joined(separator: "; ")) }
        return request
    }
}

extension LetterCase: ExpressibleByArgument {}
extension LineAlignment: ExpressibleByArgument {}
extension WordLayout: ExpressibleByArgument {}
extension StencilPolarity: ExpressibleByArgument {}
