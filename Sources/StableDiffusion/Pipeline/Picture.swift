/// A picture of 8 bits a channel, RGB, row by row.
public struct Picture: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// `[height, width, 3]`.
    public let pixels: [UInt8]

    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(pixels.count == width * height * 3)
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// From an autoencoder's output, `[height, width, 3]` about [-1, 1], rounded as diffusers' `VaeImageProcessor` does.
    package init(width: Int, height: Int, signed values: [Float]) {
        self.init(
            width: width, height: height,
            pixels: values.map { UInt8((min(max($0 / 2 + 0.5, 0), 1) * 255).rounded(.toNearestOrEven)) })
    }
}
