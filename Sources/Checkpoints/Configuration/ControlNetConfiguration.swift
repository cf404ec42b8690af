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
