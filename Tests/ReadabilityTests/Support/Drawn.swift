import Imaging
import Lettering
import TestSupport

/// Pictures that tests draw.
enum Drawn {
    static func stencil(
        _ word: String, width: Int = 512, height: Int = 512, family: String? = nil, isDarkOnLight: Bool = false,
        weight: Int = 700
    ) throws -> Bitmap {
        var options = LetteringOptions(width: width, height: height)
        options.polarity = isDarkOnLight ? .darkOnLight : .lightOnDark
        options.family = family
        options.weight = weight
        let stencil = try Stencil(lettering: word, options)
        return Bitmap(width: stencil.width, height: stencil.height, grey: stencil.grey)
    }

    /// A stencil in two noisy colours of about the same brightness, green and red.
    static func coloured(_ stencil: Bitmap, noise: ClosedRange<Int> = -70...70, seed: UInt64 = 1) -> Bitmap {
        var random = SplitMix64(seed: seed)
        var pixels: [UInt8] = []
        for place in 0..<stencil.width * stencil.height {
            let colour = stencil.pixels[3 * place] > 127 ? [170, 80, 60] : [60, 128, 60]
            pixels += colour.map { UInt8(min(max($0 + Int.random(in: noise, using: &random), 0), 255)) }
        }
        return Bitmap(width: stencil.width, height: stencil.height, pixels: pixels)
    }

    static func noise(width: Int = 512, height: Int = 512, seed: UInt64 = 1) -> Bitmap {
        var random = SplitMix64(seed: seed)
        return Bitmap(
            width: width, height: height,
            pixels: (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &random) })
    }

    /// A picture with a part of it, as shares of its width, in one colour.
    static func wiped(_ picture: Bitmap, columns: Range<Double>, colour: Colour) -> Bitmap {
        var pixels = picture.pixels
        let first = Int(columns.lowerBound * Double(picture.width)),
            last = Int(columns.upperBound * Double(picture.width))
        for y in 0..<picture.height {
            for x in first..<last {
                let start = (y * picture.width + x) * 3
                pixels.replaceSubrange(start..<start + 3, with: [colour.red, colour.green, colour.blue])
            }
        }
        return Bitmap(width: picture.width, height: picture.height, pixels: pixels)
    }

    /// White boxes on black.
    static func boxes(_ boxes: [(x: Range<Int>, y: Range<Int>)], width: Int, height: Int) -> Bitmap {
        Bitmap(
            width: width, height: height,
            grey: (0..<width * height).map { place in
                boxes.contains { $0.x.contains(place % width) && $0.y.contains(place / width) } ? 255 : 0
            })
    }
}
