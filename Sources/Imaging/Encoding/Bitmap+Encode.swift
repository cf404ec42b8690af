internal import CImaging

extension Bitmap {
    /// The picture as a file.
    ///
    /// - Parameter recipe: how it was made, embedded so that ``EmbeddedRecipe/read(from:)`` finds it.
    public func encoded(as encoding: PictureEncoding, recipe: String? = nil) throws(ImagingError) -> [UInt8] {
        try Self.checkSize(width, height)
        guard (1...100).contains(encoding.quality) else { throw .quality(encoding.quality) }
        let file = try Libvips.withPixels(of: self) { (pixels) throws(ImagingError) in
            let (bytes, count) = try Libvips.call(ImagingError.library) { message in
                var bytes: UnsafeMutableRawPointer?
                var count = 0
                let quality = Int32(encoding.quality)
                return w2i_encode(&pixels, encoding.format.shim, quality, &bytes, &count, &message)
                    ? (bytes, count) : nil
            }
            defer { w2i_imaging_free(bytes) }
            return Array(UnsafeRawBufferPointer(start: bytes, count: count))
        }
        guard let recipe else { return file }
        return try EmbeddedRecipe(recipe).added(to: file, encoding.format, width: width, height: height)
    }
}
