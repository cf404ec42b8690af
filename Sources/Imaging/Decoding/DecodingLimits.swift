/// What a picture may cost. Both are checked before a pixel is decoded.
public struct DecodingLimits: Sendable, Hashable {
    /// The file's.
    public var bytes: Int
    /// Width times height. Decoding takes 4 to 16 bytes of memory a pixel; the most for an interlaced PNG of 16 bits with
    /// alpha.
    public var pixels: Int

    /// 32 MiB and 50 megapixels hold what today's cameras make.
    public init(bytes: Int = 32 << 20, pixels: Int = 50_000_000) {
        self.bytes = bytes
        self.pixels = pixels
    }
}
