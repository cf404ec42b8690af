/// What diffusers' `AutoencoderKL` is built from. Fields have its names and, made by `init()`, its defaults.
public struct VAEConfiguration: Sendable, Hashable {
    public var inChannels = 3
    public var outChannels = 3
    public var latentChannels = 4
    /// One entry a block, outermost first; each block but the last halves the picture's size.
    public var blockOutChannels = [64]
    /// In the encoder; the decoder's blocks have one more.
    public var layersPerBlock = 1
    public var normNumGroups = 32
    /// What latents are multiplied with after encoding, and divided by before decoding.
    public var scalingFactor = 0.18215
    public var shiftFactor: Double?
    public var useQuantConv = true
    public var usePostQuantConv = true
    public var midBlockAddAttention = true

    public init() {}

    public static let stableDiffusion15: VAEConfiguration = {
        var configuration = VAEConfiguration()
        configuration.blockOutChannels = [128, 256, 512, 512]
        configuration.layersPerBlock = 2
        return configuration
    }()
}
