/// `model_index.json`: the classes that a pipeline and its parts had where they were saved.
struct ModelIndex {
    let pipelineClass: String
    /// By the name of the part's folder; parts that are left out (`[null, null]`) aren't listed.
    let classes: [String: String]

    /// Parts with weights or code that the pipeline runs. Others, such as `safety_checker` and `feature_extractor`, are not used.
    private static let supported: [(part: String, classes: Set<String>)] = [
        ("controlnet", ["ControlNetModel"]),
        ("text_encoder", ["CLIPTextModel"]),
        ("tokenizer", ["CLIPTokenizer", "CLIPTokenizerFast"]),
        ("unet", ["UNet2DConditionModel"]),
        ("vae", ["AutoencoderKL"]),
    ]
    private static let pipelines: Set<String> = [
        "StableDiffusionPipeline", "StableDiffusionControlNetPipeline", "StableDiffusionImg2ImgPipeline",
        "StableDiffusionControlNetImg2ImgPipeline",
    ]

    /// `ownControlNet`: whether the folder's own ControlNet will be used, and not one from elsewhere.
    init(path: String, ownControlNet: Bool) throws(WeightError) {
        let members = try JSONValue.members(ofFile: path, limit: ConfigurationFile.sizeLimit)
        guard let pipelineClass = members["_class_name"]?.string, Self.pipelines.contains(pipelineClass) else {
            throw .unsupported(
                path: path, field: "_class_name", found: members["_class_name"]?.description ?? "absent",
                supported: Self.pipelines.sorted().joined(separator: ", "))
        }
        self.pipelineClass = pipelineClass
        classes = members.compactMapValues { $0.array?.last?.string }
        for (part, names) in Self.supported where part != "controlnet" || ownControlNet {
            guard let found = members[part] else { continue }
            guard let name = found.array?.last?.string, names.contains(name) else {
                throw .unsupported(
                    path: path, field: part, found: found.description,
                    supported: names.sorted().joined(separator: ", "))
            }
        }
    }
}
