internal import ArgumentParser
internal import CPUTensors
internal import Domain
internal import Foundation
internal import Generation
internal import Imaging

struct LadderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ladder", abstract: "Tries out how strong the word should be: one sheet of drafts.",
        discussion: """
            word2img ladder --text GOLD --preset gold-on-marble --control-scales 1.2,1.8,2.4 --control-starts 0.05,0.19

            Draw a cell in full with `word2img generate` and its --control-scale, --control-start and --seed.
            """)

    @OptionGroup(title: "The word") var stencil: StencilOptions
    @OptionGroup(title: "The picture") var request: RequestOptions
    @OptionGroup(title: "The model") var model: ModelOptions
    @Option(help: "What --image says: the drafts are then read.") var expect: String?
    @Option(help: "Values of --control-scale, separated by commas.") var controlScales = "1.2,1.5,1.8,2.2"
    @Option(help: "Values of --control-start, separated by commas.") var controlStarts = "0.05,0.19,0.35"
    @Option(help: "Seeds, separated by commas. Default: the one of --seed.") var seeds: String?
    @Option(help: "Steps of a draft, 1 to 1000.") var draftSteps = 10
    @Option(help: "The sheet's file. Default: WORD-SEED.png.") var output: String?
    @Flag(help: "Prints the cells as JSON.") var json = false
    @Flag(help: "Shows no progress.") var quiet = false

    func run() throws {
        let request = try request.request(), folder = try model.folder()
        _ = try CPUDevice.shared()
        let cells = try cells(of: request)
        var task = JobTask(cells)
        task.expected = stencil.word ?? expect
        task.product = .ladder
        let path = output ?? stencil.fileName(seed: request.seed), encoding = try PictureEncoding(fileName: path)
        let drawing = DrawingRun(model: folder, precision: model.precision, isQuiet: quiet)
        let drawn = try drawing.draw(task, try stencil.source(self.request.fonts())).drawn
        let sheet = try drawn.ladderSheet().encoded(as: encoding)
        try Interruption.protected { try AtomicFile.write(sheet, to: path) }
        try report(drawn, path)
    }

    private func cells(of request: GenerationRequest) throws -> [GenerationRequest] {
        let scales = try list("--control-scales", controlScales, Double.init)
        let starts = try list("--control-starts", controlStarts, Double.init)
        let seeds = try seeds.map { try list("--seeds", $0, Int64.init) } ?? [request.seed]
        var cells: [GenerationRequest] = []
        for seed in seeds {
            for scale in scales {
                for start in starts {
                    var cell = request
                    (cell.samples, cell.numInferenceSteps) = (1, draftSteps)
                    (cell.controlScale, cell.controlStart, cell.seed) = (scale, start, seed)
                    let faults = cell.faults(.engine).map { $0.sentence($0.parameter.option) }
                    guard faults.isEmpty, seed >= 0 else {
                        throw Failure(badInput: faults.first ?? "--seeds has \(seed); it must be from 0 on")
                    }
                    cells.append(cell)
                }
            }
        }
        guard cells.count <= 100 else {
            throw Failure(badInput: "these are \(cells.count) cells; at most 100 are drawn")
        }
        return cells
    }

    private func list<Value>(_ option: String, _ text: String, _ value: (String) -> Value?) throws -> [Value] {
        let values = try text.split(separator: ",").map { part in
            let part = part.trimmingCharacters(in: .whitespaces)
            guard let value = value(part) else {
                throw Failure(badInput: "\(option) has \(part); it must be numbers, separated by commas")
            }
            return value
        }
        guard !values.isEmpty else { throw Failure(badInput: "\(option) is empty; it must have a number") }
        return values
    }

    private struct Cell: Encodable {
        let control_scale: Double
        let control_start: Double
        let seed: Int64
        let reading: Reading?
    }

    private func report(_ drawn: DrawnTask, _ path: String) throws {
        let cells = drawn.pictures.map { picture in
            let request = picture.recipe.request
            return Cell(
                control_scale: request.controlScale, control_start: request.controlStart, seed: request.seed,
                reading: picture.reading)
        }
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return print(String(decoding: try encoder.encode(cells), as: UTF8.self))
        }
        print("\(path)  \(cells.count) cells")
        for cell in cells {
            let score = cell.reading.map { ", readability " + String(format: "%.2f", $0.readability) } ?? ""
            print(
                "--control-scale \(cell.control_scale) --control-start \(cell.control_start) --seed \(cell.seed)\(score)"
            )
        }
    }
}
