internal import Imaging
internal import Lettering

extension Bitmap {
    /// With PREVIEW written across it.
    func watermarked() throws -> Bitmap {
        var options = LetteringOptions(width: max(width, 8), height: max(height, 8))
        options.polarity = .lightOnDark
        let mark = try Stencil(lettering: "PREVIEW", options), strength = 150
        var marked = pixels
        for pixel in 0..<width * height {
            let coverage = Int(mark.grey[pixel]) * strength / 255
            for index in pixel * 3..<pixel * 3 + 3 {
                marked[index] = UInt8((Int(pixels[index]) * (255 - coverage) + 255 * coverage) / 255)
            }
        }
        return Bitmap(width: width, height: height, pixels: marked)
    }
}
