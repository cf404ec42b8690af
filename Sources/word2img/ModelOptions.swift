public import ArgumentParser
internal import Checkpoints
internal import Domain
public import Generation

/// Which model, and how exactly it computes.
struct ModelOptions: ParsableArguments {
    @Option(
        help: "A Stable Diffusion 1.5 model in diffusers' folder layout. Default: the model that comes with word2img.")
    var model: String?

    @Option(help: "A ControlNet's folder, if the model has none of its own or another one is wanted.")
    var controlnet: String?

    @Option(help: "bf16 is twice as fast as fp32 and takes half the memory.")
    var precision = Precision.bf16

    /// Reads the configurations, no weights yet. A model without a ControlNet is an error: no word would show.
    func folder(_ share: Share = Share()) throws -> ModelFolder {
        let path = try model ?? share.find(Share.embeddedModel)
        let folder = try ModelFolder(path: path, controlNet: controlnet)
        guard folder.controlNet != nil else {
            throw Failure(
                badInput: "\(path): the model has no ControlNet; name a ControlNet's folder with --controlnet")
        }
        return folder
    }
}

extension Precision: ExpressibleByArgument {}
