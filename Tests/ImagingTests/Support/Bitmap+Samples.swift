import Imaging
import TestSupport

extension Bitmap {
    /// Soft waves of colour, different everywhere.
    static func waves(width: Int, height: Int) -> Bitmap {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                pixels += [UInt8(x * 255 / width), UInt8(y * 255 / height), UInt8((x + y) * 3 % 256)]
            }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }

    /// Every channel drawn at random.
    static func noise(width: Int, height: Int, seed: UInt64 = 1) -> Bitmap {
        var random = SplitMix64(seed: seed)
        return Bitmap(
            width: width, height: height,
            pixels: (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// A black box on white, the box's place given in pixels.
    static func box(width: Int, height: Int, x: Range<Int>, y: Range<Int>) -> Bitmap {
        let pixels = (0..<height).flatMap { row in
            (0..<width).flatMap { column -> [UInt8] in
                let value: UInt8 = x.contains(column) && y.contains(row) ? 0 : 255
                return [value, value, value]
            }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }

    /// The mean difference of a channel.
    func meanDistance(to other: Bitmap) -> Double {
        let differences = zip(pixels, other.pixels).map { abs(Int($0) - Int($1)) }
        return Double(differences.reduce(0, +)) / Double(differences.count)
    }
}
