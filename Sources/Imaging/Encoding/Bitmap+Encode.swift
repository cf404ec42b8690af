internal import CImaging

extension Bitmap {
    /// The picture as a file.
    ///
    /// - Parameter recipe: how it was made, embedded so that ``EmbeddedRecipe/read(from:)`` finds it.
    public func encoded(as encoding: PictureEncoding, recipe: String? = nil) throws(ImagingError) -> [UInt8] {
        try Self.checkSize(width, height)
        guard (1...100).contains(encoding.quality) else { throw .quality(encoding.quality) }
        let file = try Libvips.withPixels(of: self) { (pixels) throws(ImagingError) in
            try Libvips.encode(&pixels, encoding.format, quality: encoding.quality)
        }
        guard let recipe else { return file }
        return try EmbeddedRecipe(recipe).added(to: file, encoding.format, width: width, height: height)
    }
}
