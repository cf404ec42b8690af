internal import ArgumentParser
internal import CPUTensors
internal import Checkpoints
internal import Domain
internal import Generation

struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Draws a word.",
        discussion: """
            word2img generate --text GOLD --prompt "molten gold letters on black marble"

            The picture's file has the recipe in it: everything that makes it again.
            """)

    @OptionGroup(title: "The word") var stencil: StencilOptions
    @OptionGroup(title: "The picture") var request: RequestOptions
    @OptionGroup(title: "Its readability") var reading: ReadingOptions
    @OptionGroup(title: "The model") var model: ModelOptions
    @OptionGroup(title: "The result") var output: OutputOptions

    func run() throws {
        let request = try request.request(), folder = try model.folder()
        _ = try CPUDevice.shared()
        let plan = try OutputPlan(output, name: stencil.fileName(seed: request.seed), samples: request.samples)
        var task = JobTask([request])
        try reading.apply(to: &task, text: stencil.word)
        let drawing = DrawingRun(model: folder, precision: model.precision, isQuiet: output.quiet)
        let (drawn, load) = try drawing.draw(task, try stencil.source(self.request.fonts()))
        let report = try GenerateReport(drawn, plan, model: folder.path, load: load)
        print(output.json ? try report.json() : report.description)
    }
}
