import Foundation

/// A model in diffusers' folder layout: `model_index.json`, and the folders `text_encoder`, `tokenizer`, `unet`, `vae`,
/// `scheduler` and perhaps `controlnet`.
///
/// Making one reads and checks the configurations; weights are opened by ``checkpoint(_:)``.
public struct ModelFolder: Sendable {
    public let path: String
    /// The pipeline's class in `model_index.json`, such as `StableDiffusionPipeline`.
    public let pipelineClass: String
    /// The class of each part by the name of its folder, as `model_index.json` tells it.
    public let classes: [String: String]

    public let textEncoder: CLIPTextConfiguration
    public let unet: UNetConfiguration
    /// nil if there is no ControlNet.
    public let controlNet: ControlNetConfiguration?
    public let vae: VAEConfiguration
    public let scheduler: SchedulerConfiguration

    /// nil if there is no ControlNet.
    public let controlNetFolder: String?
    public var tokenizerFolder: String { path + "/tokenizer" }

    /// `controlNet`: a folder with a ControlNet's `config.json` and weights. Without it, the model's own `controlnet` is taken,
    /// if it has one.
    ///
    /// Throws for a folder in another layout, a file that is missing or malformed, a class or a field that isn't supported.
    public init(path: String, controlNet: String? = nil) throws(WeightError) {
        let path = Self.trimmed(path), controlNet = controlNet.map(Self.trimmed)
        let index = path + "/model_index.json", files = FileManager.default
        guard files.fileExists(atPath: index) else { throw Self.notModelFolder(path) }
        let own = path + "/" + Component.controlNet.rawValue
        let ownControlNet = controlNet == nil && files.fileExists(atPath: own + "/config.json")
        let modelIndex = try ModelIndex(path: index, ownControlNet: ownControlNet)

        self.path = path
        pipelineClass = modelIndex.pipelineClass
        classes = modelIndex.classes
        controlNetFolder = controlNet ?? (ownControlNet ? own : nil)
        textEncoder = try CLIPTextConfiguration(path: path + "/text_encoder/config.json")
        unet = try UNetConfiguration(path: path + "/unet/config.json")
        vae = try VAEConfiguration(path: path + "/vae/config.json")
        scheduler = try SchedulerConfiguration(path: path + "/scheduler/scheduler_config.json")
        if let controlNetFolder {
            self.controlNet = try ControlNetConfiguration(path: controlNetFolder + "/config.json")
        } else {
            self.controlNet = nil
        }
    }

    /// A component's weights, opened anew. Throws if there are none, or their files are malformed.
    public func checkpoint(_ component: Component) throws(WeightError) -> Checkpoint {
        guard let folder = folder(component) else { throw .noComponent(component, path: path) }
        return try Checkpoint(component: component, folder: folder)
    }

    func folder(_ component: Component) -> String? {
        component == .controlNet ? controlNetFolder : path + "/" + component.rawValue
    }

    /// Without slashes at the end.
    private static func trimmed(_ path: String) -> String {
        var trimmed = path
        while trimmed.count > 1 && trimmed.hasSuffix("/") { trimmed.removeLast() }
        return trimmed
    }

    private static func notModelFolder(_ path: String) -> WeightError {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return .unreadable(path: path, reason: "there is no such folder")
        }
        let above = URL(filePath: path).standardizedFileURL.deletingLastPathComponent().path(percentEncoded: false)
        if FileManager.default.fileExists(atPath: above + "model_index.json") {
            return .unreadable(path: path, reason: "it is a part of the model in \(above); give that folder")
        }
        let names = isFolder.boolValue ? (try? WeightFiles.names(in: path)) ?? [] : [path]
        return .notModelFolder(path: path, found: WeightFiles.checkpoints(among: names))
    }
}
