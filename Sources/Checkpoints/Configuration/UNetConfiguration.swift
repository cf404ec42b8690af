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
