/// A model in diffusers' folder layout.
public struct ModelFolder: Sendable {
    public let path: String
    public let textEncoder: CLIPTextConfiguration
    public let unet: UNetConfiguration
    public let controlNet: ControlNetConfiguration?
    public let vae: VAEConfiguration
    public let scheduler: SchedulerConfiguration
    public var tokenizerFolder: String { path + "/tokenizer" }

    public init(path: String, controlNet: String? = nil) throws(WeightError) {
        throw .unreadable(path: path, reason: "not read yet")
    }

    public func checkpoint(_ component: Component) throws(WeightError) -> Checkpoint {
        try Checkpoint(component: component, folder: path + "/" + component.rawValue)
    }
}
