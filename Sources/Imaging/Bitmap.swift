/// A picture of 8 bits a channel, sRGB without alpha, row by row.
public struct Bitmap: Sendable, Hashable {
    public let width: Int
    public let height: Int
    /// `[height, width, 3]`.
    public internal(set) var pixels: [UInt8]

    /// Traps unless `pixels` are as many as the size needs.
    public init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == width * height * 3)
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// One colour all over.
    public init(width: Int, height: Int, colour: Colour) {
        self.init(
            width: width, height: height,
            pixels: [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
                for start in stride(from: 0, to: buffer.count, by: 3) {
                    (buffer[start], buffer[start + 1], buffer[start + 2]) = (colour.red, colour.green, colour.blue)
                }
                count = width * height * 3
            })
    }

    /// Grey, `[height, width]`.
    public init(width: Int, height: Int, grey: [UInt8]) {
        self.init(width: width, height: height, pixels: grey.flatMap { [$0, $0, $0] })
    }

    /// What a ControlNet is fed: RGB in [0, 1], `[height, width, 3]`.
    public var unitFloats: [Float] { pixels.map { Float($0) / 255 } }

    /// The colour at a place. Traps outside the picture.
    public subscript(x: Int, y: Int) -> Colour {
        precondition(x >= 0 && x < width)
        let start = (y * width + x) * 3
        return Colour(red: pixels[start], green: pixels[start + 1], blue: pixels[start + 2])
    }
}

extension Bitmap: CustomStringConvertible {
    public var description: String { "a bitmap of \(width) x \(height)" }
}
