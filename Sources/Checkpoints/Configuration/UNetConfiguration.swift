/// What diffusers' `UNet2DConditionModel` is built from. Fields have its names and, made by `init()`, its defaults; lists
/// have one entry a block, outermost first.
public struct UNetConfiguration: Sendable, Hashable {
    public var inChannels = 4
    public var outChannels = 4
    public var blockOutChannels = [320, 640, 1280, 1280]
    public var layersPerBlock = [2, 2, 2, 2]
    public var downBlockTypes: [BlockType] = [.crossAttention, .crossAttention, .crossAttention, .plain]
    /// In the order they run: innermost first.
    public var upBlockTypes: [BlockType] = [.plain, .crossAttention, .crossAttention, .crossAttention]
    /// Heads in each block's attention. In the file this is `attention_head_dim`: `attention_head_dim: 8` means eight heads.
    public var attentionHeads = [8, 8, 8, 8]
    public var transformerLayersPerBlock = [1, 1, 1, 1]
    public var crossAttentionDim = 1280
    public var normNumGroups = 32
    public var normEps = 1e-5
    public var useLinearProjection = false
    public var flipSinToCos = true
    public var freqShift = 0.0

    public init() {}

    public static let stableDiffusion15: UNetConfiguration = {
        var configuration = UNetConfiguration()
        configuration.crossAttentionDim = 768
        return configuration
    }()
}

extension UNetConfiguration {
    /// Reads `unet/config.json`. Throws for a field that would change the numbers and isn't supported.
    public init(path: String) throws(WeightError) {
        try self.init(ConfigurationFile(path: path))
    }

    init(_ file: ConfigurationFile) throws(WeightError) {
        try Self.refuse(file)
        let fields = try DenoiserFields(file, heads: "attention_head_dim")
        inChannels = fields.inChannels
        outChannels = try file.integer("out_channels", default: 4, in: 1...1024)
        blockOutChannels = fields.blockOutChannels
        layersPerBlock = fields.layersPerBlock
        downBlockTypes = fields.downBlockTypes
        upBlockTypes = try file.choices(
            "up_block_types", default: upBlockTypes, ["UpBlock2D": .plain, "CrossAttnUpBlock2D": .crossAttention])
        attentionHeads = fields.attentionHeads
        transformerLayersPerBlock = fields.transformerLayersPerBlock
        crossAttentionDim = fields.crossAttentionDim
        normNumGroups = fields.normNumGroups
        normEps = fields.normEps
        useLinearProjection = fields.useLinearProjection
        flipSinToCos = fields.flipSinToCos
        freqShift = fields.freqShift
        guard upBlockTypes.count == blockOutChannels.count else {
            throw file.unsupported("up_block_types", "as many as block_out_channels, \(blockOutChannels.count)")
        }
    }

    private static func refuse(_ file: ConfigurationFile) throws(WeightError) {
        try file.require("_class_name", "UNet2DConditionModel")
        try file.require("attention_type", "default")
        try file.require("center_input_sample", false)
        try file.require("class_embeddings_concat", false)
        try file.require("conv_in_kernel", 3)
        try file.require("conv_out_kernel", 3)
        try file.require("cross_attention_norm", .null)
        try file.require("dual_cross_attention", false)
        try file.require("mid_block_only_cross_attention", .null, false)
        try file.require("num_attention_heads", .null)
        try file.require("resnet_out_scale_factor", 1)
        try file.require("resnet_skip_time_act", false)
        try file.require("reverse_transformer_layers_per_block", .null)
        try file.require("time_cond_proj_dim", .null)
        try file.require("time_embedding_act_fn", .null)
        try file.require("time_embedding_dim", .null)
        try file.require("time_embedding_type", "positional")
        try file.require("timestep_post_act", .null)
    }
}
