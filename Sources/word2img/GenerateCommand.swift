internal import ArgumentParser
internal import CPUTensors
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
    @OptionGroup(title: "The model") var model: ModelOptions
    @OptionGroup(title: "The result") var output: OutputOptions

    func run() throws {
        let request = try request.request(), folder = try model.folder()
        _ = try CPUDevice.shared()
        let plan = try OutputPlan(output, name: stencil.fileName(seed: request.seed), samples: request.samples)
        let control = try stencil.controlPicture(request.size)
        let interruption = Interruption(farewell: "\nStopped; nothing was written.\n")
        let job = GenerateJob(
            request: request, folder: folder, precision: model.precision, control: control, plan: plan,
            progress: Progress(isShown: !output.quiet))
        let report =
            switch model.precision {
            case .bf16: try job.run(CPUTensor<BFloat16>.self)
            case .fp32: try job.run(CPUTensor<Float>.self)
            }
        withExtendedLifetime(interruption) {}
        print(output.json ? try report.json() : report.description)
    }
}
