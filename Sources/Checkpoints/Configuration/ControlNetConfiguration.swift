/// What diffusers' `ControlNetModel` is built from. Fields have its names and, made by `init()`, its defaults; lists have one
/// entry a block, outermost first.
public struct ControlNetConfiguration: Sendable, Hashable {
    public var inChannels = 4
    public var blockOutChannels = [320, 640, 1280, 1280]
    public var layersPerBlock = [2, 2, 2, 2]
    public var downBlockTypes: [BlockType] = [.crossAttention, .crossAttention, .crossAttention, .plain]
    /// Heads in each block's attention: `num_attention_heads`, or else `attention_head_dim`, which means the same.
    public var attentionHeads = [8, 8, 8, 8]
    public var transformerLayersPerBlock = [1, 1, 1, 1]
    public var crossAttentionDim = 1280
    public var normNumGroups = 32
    public var normEps = 1e-5
    public var useLinearProjection = false
    public var flipSinToCos = true
    public var freqShift = 0.0
    /// Channels of the hint's encoder; each but the first halves the picture's size.
    public var conditioningEmbeddingOutChannels = [16, 32, 96, 256]
    public var conditioningChannels = 3
    /// `controlnet_conditioning_channel_order`.
    public var conditioningChannelOrder = ConditioningChannelOrder.rgb

    public init() {}

    public static let stableDiffusion15: ControlNetConfiguration = {
        var configuration = ControlNetConfiguration()
        configuration.crossAttentionDim = 768
        return configuration
    }()
}

/// In which order a ControlNet takes a picture's channels.
public enum ConditioningChannelOrder: Sendable, Hashable {
    case rgb, bgr
}

extension ControlNetConfiguration {
    /// Reads a ControlNet's `config.json`. Throws for a field that would change the numbers and isn't supported.
    public init(path: String) throws(WeightError) {
        try self.init(ConfigurationFile(path: path))
    }

    init(_ file: ConfigurationFile) throws(WeightError) {
        try file.require("_class_name", "ControlNetModel")
        try file.require("global_pool_conditions", false)
        let given = file["num_attention_heads"].map { $0 != .null } ?? false
        let fields = try DenoiserFields(file, heads: given ? "num_attention_heads" : "attention_head_dim")
        inChannels = fields.inChannels
        blockOutChannels = fields.blockOutChannels
        layersPerBlock = fields.layersPerBlock
        downBlockTypes = fields.downBlockTypes
        attentionHeads = fields.attentionHeads
        transformerLayersPerBlock = fields.transformerLayersPerBlock
        crossAttentionDim = fields.crossAttentionDim
        normNumGroups = fields.normNumGroups
        normEps = fields.normEps
        useLinearProjection = fields.useLinearProjection
        flipSinToCos = fields.flipSinToCos
        freqShift = fields.freqShift
        conditioningEmbeddingOutChannels = try file.integers(
            "conditioning_embedding_out_channels", default: conditioningEmbeddingOutChannels, in: 1...4096)
        conditioningChannels = try file.integer("conditioning_channels", default: conditioningChannels, in: 1...64)
        conditioningChannelOrder = try file.choice(
            "controlnet_conditioning_channel_order", default: .rgb, ["rgb": .rgb, "bgr": .bgr])
    }
}
