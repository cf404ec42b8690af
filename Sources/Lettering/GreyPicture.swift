/// A picture of 8 bits of grey, row by row.
public struct GreyPicture: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// `[height, width]`, 0 is black.
    public let pixels: [UInt8]
}
