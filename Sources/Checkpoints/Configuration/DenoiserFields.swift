/// The fields that `UNet2DConditionModel` and `ControlNetModel` share, read and checked. Defaults are diffusers' 0.42.
struct DenoiserFields {
    let inChannels: Int
    let blockOutChannels: [Int]
    let layersPerBlock: [Int]
    let downBlockTypes: [BlockType]
    let attentionHeads: [Int]
    let transformerLayersPerBlock: [Int]
    let crossAttentionDim: Int
    let normNumGroups: Int
    let normEps: Double
    let useLinearProjection: Bool
    let flipSinToCos: Bool
    let freqShift: Double

    /// `heads`: the field that has them.
    init(_ file: ConfigurationFile, heads: String) throws(WeightError) {
        let defaults = UNetConfiguration()
        try Self.refuse(file)
        inChannels = try file.integer("in_channels", default: defaults.inChannels, in: 1...1024)
        blockOutChannels = try file.integers(
            "block_out_channels", default: defaults.blockOutChannels, in: 1...16_384)
        let blocks = blockOutChannels.count
        layersPerBlock = try file.integers("layers_per_block", default: 2, in: 1...32, count: blocks)
        downBlockTypes = try file.choices(
            "down_block_types", default: defaults.downBlockTypes,
            ["DownBlock2D": .plain, "CrossAttnDownBlock2D": .crossAttention])
        attentionHeads = try file.integers(heads, default: 8, in: 1...1024, count: blocks)
        transformerLayersPerBlock = try file.integers(
            "transformer_layers_per_block", default: 1, in: 1...64, count: blocks)
        crossAttentionDim = try Self.crossAttentionDim(file)
        normNumGroups = try file.integer("norm_num_groups", default: defaults.normNumGroups, in: 1...1024)
        normEps = try file.number("norm_eps", default: defaults.normEps, in: 0...1)
        useLinearProjection = try file.flag("use_linear_projection", default: false)
        flipSinToCos = try file.flag("flip_sin_to_cos", default: true)
        freqShift = try file.number("freq_shift", default: 0, in: 0...1)
        try check(file, heads: heads)
    }

    /// Fields that change the numbers and that the model knows one value of.
    private static func refuse(_ file: ConfigurationFile) throws(WeightError) {
        try file.require("act_fn", "silu", "swish")
        try file.require("addition_embed_type", .null)
        try file.require("class_embed_type", .null)
        try file.require("downsample_padding", 1)
        try file.require("encoder_hid_dim", .null)
        try file.require("encoder_hid_dim_type", .null)
        try file.require("mid_block_scale_factor", 1)
        try file.require("mid_block_type", "UNetMidBlock2DCrossAttn")
        try file.require("num_class_embeds", .null)
        try file.require("resnet_time_scale_shift", "default")
        if let list = file["only_cross_attention"]?.array, list.allSatisfy({ $0 == false }) { return }
        try file.require("only_cross_attention", false)
    }

    private static func crossAttentionDim(_ file: ConfigurationFile) throws(WeightError) -> Int {
        let list = try file.integers("cross_attention_dim", default: [1280], in: 1...16_384)
        guard list.allSatisfy({ $0 == list[0] }) else {
            throw file.unsupported("cross_attention_dim", "the same for every block")
        }
        return list[0]
    }

    private func check(_ file: ConfigurationFile, heads: String) throws(WeightError) {
        let widths = blockOutChannels
        guard widths.count <= 8 else { throw file.unsupported("block_out_channels", "at most 8 blocks") }
        guard widths[0] % 2 == 0 else {
            // The time embedding has a sine and a cosine for each frequency.
            throw file.unsupported("block_out_channels", "an even number first")
        }
        guard widths.allSatisfy({ $0 % normNumGroups == 0 }) else {
            throw file.unsupported("block_out_channels", "multiples of norm_num_groups, \(normNumGroups)")
        }
        guard downBlockTypes.count == widths.count else {
            throw file.unsupported("down_block_types", "as many as block_out_channels, \(widths.count)")
        }
        guard zip(widths, attentionHeads).allSatisfy({ $0 % $1 == 0 }) else {
            throw file.unsupported(heads, "numbers of heads (sic) that divide block_out_channels, \(widths)")
        }
    }
}
