import Checkpoints
import Foundation
import TestSupport
import Testing

struct ModelFolderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: ["tiny", "tiny-embedded"])
    func readsWhatDiffusersSaves(_ name: String) throws {
        let folder = try ModelFolder(path: goldenFolder + name)
        #expect(folder.pipelineClass == "StableDiffusionControlNetPipeline")
        #expect(folder.classes["unet"] == "UNet2DConditionModel" && folder.classes["safety_checker"] == nil)
        #expect(try ModelFolder(path: goldenFolder + name + "//").path == folder.path)
        #expect(folder.tokenizerFolder == goldenFolder + name + "/tokenizer")
        for component in Component.allCases { _ = try folder.checkpoint(component) }
    }

    /// As in the cache of huggingface_hub.
    @Test func filesMayBeLinks() throws {
        for part in ["", "text_encoder", "unet", "vae", "scheduler", "controlnet"] {
            try folder.link(part, to: goldenFolder + "tiny/" + part)
        }
        let model = try ModelFolder(path: folder.path)
        for component in Component.allCases { _ = try model.checkpoint(component) }
    }

    @Test func theTinyModelsConfigurations() throws {
        let folder = try ModelFolder(path: goldenFolder + "tiny-embedded")
        #expect(folder.unet.attentionHeads == [2, 3, 4, 4])
        #expect(folder.unet.upBlockTypes == [.plain, .crossAttention, .crossAttention, .plain])
        #expect(folder.controlNet?.conditioningEmbeddingOutChannels == [8, 8, 8, 12])
        #expect(folder.vae.scalingFactor == 0.33 && !folder.vae.useQuantConv)
        #expect(folder.textEncoder.hiddenAct == .gelu)
        #expect(folder.scheduler == .stableDiffusion15)
    }

    @Test func stableDiffusion15AsPublished() throws {
        try Published.write(to: folder)
        let model = try ModelFolder(path: folder.path)
        #expect(model.pipelineClass == "StableDiffusionPipeline")
        #expect(model.unet == .stableDiffusion15 && model.controlNet == nil && model.controlNetFolder == nil)
        #expect(throws: WeightError.noComponent(.controlNet, path: folder.path)) { try model.checkpoint(.controlNet) }
    }

    @Test func aControlNetInsideAndElsewhere() throws {
        try Published.write(to: folder, controlNet: true)
        #expect(try ModelFolder(path: folder.path).controlNetFolder == folder.path + "/controlnet")

        let other = try TemporaryFolder()
        try other.write("config.json", Published.controlNet.replacing("\"rgb\"", with: "\"bgr\""))
        let model = try ModelFolder(path: folder.path, controlNet: other.path)
        #expect(model.controlNetFolder == other.path)
        #expect(model.controlNet?.conditioningChannelOrder == .bgr)
    }

    /// A ControlNet's own class doesn't matter where another one is used.
    @Test func aControlNetInsideThatIsNotUsed() throws {
        try Published.write(to: folder, controlNet: true)
        let text = Published.modelIndex.replacing(
            "\"unet\"", with: #""controlnet": ["x", "MultiControlNetModel"], "unet""#)
        try folder.write("model_index.json", text)
        #expect(throws: WeightError.self) { try ModelFolder(path: folder.path) }
        #expect(throws: Never.self) { try ModelFolder(path: folder.path, controlNet: folder.path + "/controlnet") }
    }

    @Test(arguments: [
        ("StableDiffusionPipeline", "StableDiffusionXLPipeline", "_class_name"),
        ("CLIPTextModel", "T5EncoderModel", "text_encoder"),
        ("CLIPTokenizer", "T5Tokenizer", "tokenizer"),
        ("UNet2DConditionModel", "Transformer2DModel", "unet"),
        ("AutoencoderKL", "ConsistencyDecoderVAE", "vae"),
    ])
    func otherClassesAreRefused(_ name: String, _ other: String, _ part: String) throws {
        try Published.write(to: folder)
        try folder.write("model_index.json", Published.modelIndex.replacing("\"\(name)\"", with: "\"\(other)\""))
        let error = #expect(throws: WeightError.self) { try ModelFolder(path: folder.path) }
        guard case .unsupported(let path, part, let found, _) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(path == folder.path + "/model_index.json" && found.contains(other))
    }

    @Test(arguments: [
        "text_encoder/config.json", "unet/config.json", "vae/config.json", "scheduler/scheduler_config.json",
    ])
    func missingFilesAreNamed(_ name: String) throws {
        try Published.write(to: folder)
        try FileManager.default.removeItem(atPath: folder.path(name))
        #expect(throws: WeightError.unreadable(path: folder.path(name), reason: "No such file or directory")) {
            try ModelFolder(path: folder.path)
        }
    }

    @Test func aControlNetThatIsNotThere() throws {
        try Published.write(to: folder)
        let nowhere = folder.path("nowhere")
        #expect(throws: WeightError.unreadable(path: nowhere + "/config.json", reason: "No such file or directory")) {
            try ModelFolder(path: folder.path, controlNet: nowhere)
        }
    }

    @Test func singleFileCheckpointsAreToldHowToBeConverted() throws {
        let file = try folder.write("v1-5-pruned-emaonly.safetensors", "x")
        try folder.write("readme.txt", "x")
        for (path, found) in [(folder.path, "v1-5-pruned-emaonly.safetensors"), (file, file)] {
            let error = WeightError.notModelFolder(path: path, found: [found])
            #expect(throws: error) { try ModelFolder(path: path) }
            #expect("\(error)".contains("from_single_file") && "\(error)".contains("no model_index.json"))
        }
    }

    @Test(arguments: ["unet", "unet/config.json", "unet/"])
    func aPartOfAModelIsToldFromTheWhole(_ name: String) throws {
        try Published.write(to: folder)
        let error = #expect(throws: WeightError.self) { try ModelFolder(path: folder.path(name)) }
        let isSaid = "\(error!)".hasSuffix("it is a part of the model in \(folder.path)/; give that folder")
        #expect(isSaid == (name != "unet/config.json"))
    }

    @Test func whatIsNoModel() throws {
        #expect(throws: WeightError.notModelFolder(path: folder.path, found: [])) { try ModelFolder(path: folder.path) }
        let nowhere = folder.path("nowhere")
        #expect(throws: WeightError.unreadable(path: nowhere, reason: "there is no such folder")) {
            try ModelFolder(path: nowhere)
        }
    }
}
