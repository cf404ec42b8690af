import Checkpoints
import StableDiffusion
import Tensors

/// A small random model among the goldens.
struct TinyModel: Sendable {
    let folder: ModelFolder

    init(_ name: String) throws {
        folder = try ModelFolder(path: goldenFolder + name, controlNet: nil)
    }

    var controlNetConfiguration: ControlNetConfiguration {
        guard let controlNet = folder.controlNet else { preconditionFailure("no ControlNet") }
        return controlNet
    }

    /// A component's weights by the name it has in the goldens.
    func weights(_ component: String) throws -> Weights {
        try folder.checkpoint(components[component]!).weights
    }

    func settings(_ component: String) -> DenoiserSettings {
        component == "unet" ? DenoiserSettings(folder.unet) : DenoiserSettings(controlNetConfiguration)
    }

    func textEncoder<T: Tensor>() throws -> CLIPTextEncoder<T> {
        try CLIPTextEncoder(weights("text_encoder"), folder.textEncoder)
    }

    func unet<T: Tensor>() throws -> UNet<T> { try UNet(weights("unet"), folder.unet) }
    func controlNet<T: Tensor>() throws -> ControlNet<T> {
        try ControlNet(weights("controlnet"), controlNetConfiguration)
    }
}

private let components: [String: Component] = [
    "text_encoder": .textEncoder, "unet": .unet, "controlnet": .controlNet, "vae": .vae,
]
