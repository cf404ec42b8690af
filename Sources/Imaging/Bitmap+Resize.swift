internal import CImaging

extension Bitmap {
    /// The longest side of a picture that can be made.
    public static let sideLimit = 16_384

    /// Scaled to exactly that size; Lanczos when it gets smaller, bicubic when larger.
    public func resized(width: Int, height: Int) throws(ImagingError) -> Bitmap {
        if (self.width, self.height) == (width, height) { return self }
        try Self.checkSize(width, height)
        return try Libvips.withPixels(of: self) { (source) throws(ImagingError) in
            let result = try Libvips.call(ImagingError.library) { message in
                var result = w2i_pixels()
                return w2i_resize(&source, width, height, &result, &message) ? result : nil
            }
            defer { w2i_imaging_free(result.samples) }
            return Bitmap(width: result.width, height: result.height, pixels: Libvips.samples(of: result))
        }
    }

    /// Scaled so that its longer side is `side`, for a thumbnail; never enlarged.
    public func thumbnail(side: Int) throws(ImagingError) -> Bitmap {
        let longer = max(width, height)
        if side >= longer { return self }
        func scaled(_ length: Int) -> Int { max((length * side + longer / 2) / longer, 1) }
        return try resized(width: scaled(width), height: scaled(height))
    }

    static func checkSize(_ width: Int, _ height: Int) throws(ImagingError) {
        guard (1...sideLimit).contains(width), (1...sideLimit).contains(height) else {
            throw .size(width: width, height: height, limit: sideLimit)
        }
    }
}
