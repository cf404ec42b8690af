internal import CImaging

extension Bitmap {
    /// A PNG of what `alpha` shows of the picture, the rest transparent: 255 shows a pixel, 0 hides it. Traps unless there
    /// is one for each pixel, `[height, width]`.
    ///
    /// Hidden pixels keep their colours, so that a soft edge has no halo.
    public func cutOut(alpha: [UInt8]) throws(ImagingError) -> [UInt8] {
        precondition(alpha.count == width * height)
        try Self.checkSize(width, height)
        var samples = [UInt8](unsafeUninitializedCapacity: alpha.count * 4) { buffer, count in
            for pixel in 0..<alpha.count {
                for channel in 0..<3 { buffer[pixel * 4 + channel] = pixels[pixel * 3 + channel] }
                buffer[pixel * 4 + 3] = alpha[pixel]
            }
            count = alpha.count * 4
        }
        let (width, height) = (width, height)
        return try samples.withUnsafeMutableBufferPointer { (buffer) throws(ImagingError) in
            var pixels = w2i_pixels(width: width, height: height, bands: 4, samples: buffer.baseAddress)
            return try Libvips.encode(&pixels, .png, quality: 100)
        }
    }
}
