/// A block of a UNet or ControlNet.
public enum BlockType: Sendable, Hashable {
    /// `DownBlock2D`, `UpBlock2D`: without attention.
    case plain
    /// `CrossAttnDownBlock2D`, `CrossAttnUpBlock2D`.
    case crossAttention
}
