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

extension VAEConfiguration {
    /// Reads `vae/config.json`. Throws for a field that would change the numbers and isn't supported.
    public init(path: String) throws(WeightError) {
        try self.init(ConfigurationFile(path: path))
    }

    init(_ file: ConfigurationFile) throws(WeightError) {
        try file.require("_class_name", "AutoencoderKL")
        try file.require("act_fn", "silu", "swish")
        try file.require("latents_mean", .null)
        try file.require("latents_std", .null)
        inChannels = try file.integer("in_channels", default: inChannels, in: 1...64)
        outChannels = try file.integer("out_channels", default: outChannels, in: 1...64)
        latentChannels = try file.integer("latent_channels", default: latentChannels, in: 1...256)
        blockOutChannels = try file.integers("block_out_channels", default: blockOutChannels, in: 1...16_384)
        layersPerBlock = try file.integer("layers_per_block", default: layersPerBlock, in: 1...32)
        normNumGroups = try file.integer("norm_num_groups", default: normNumGroups, in: 1...1024)
        scalingFactor = try file.number("scaling_factor", default: scalingFactor, in: 1e-6...1e6)
        if file["shift_factor"].map({ $0 != .null }) ?? false {
            shiftFactor = try file.number("shift_factor", default: 0, in: -1e6...1e6)
        }
        useQuantConv = try file.flag("use_quant_conv", default: true)
        usePostQuantConv = try file.flag("use_post_quant_conv", default: true)
        midBlockAddAttention = try file.flag("mid_block_add_attention", default: true)
        try check(file)
    }

    private func check(_ file: ConfigurationFile) throws(WeightError) {
        let widths = blockOutChannels
        guard widths.count <= 8 else { throw file.unsupported("block_out_channels", "at most 8 blocks") }
        guard widths.allSatisfy({ $0 % normNumGroups == 0 }) else {
            throw file.unsupported("block_out_channels", "multiples of norm_num_groups, \(normNumGroups)")
        }
        for (field, type) in [("down_block_types", "DownEncoderBlock2D"), ("up_block_types", "UpDecoderBlock2D")] {
            let count = try file.choices(field, default: [()], [type: ()]).count
            guard count == widths.count else {
                throw file.unsupported(field, "as many as block_out_channels, \(widths.count)")
            }
        }
    }
}
