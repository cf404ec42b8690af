internal import CImaging

extension Bitmap {
    /// Decodes a PNG, JPEG, WebP, GIF or TIFF file, told by its first bytes: the first frame of several, turned
    /// upright, converted to sRGB, transparency flattened (``init(width:height:flattening:)``).
    ///
    /// Safe on hostile bytes: a file that is too large, truncated, damaged or of another kind is an error that says
    /// so, and memory is bounded by `limits`.
    public init(decoding bytes: [UInt8], limits: DecodingLimits = DecodingLimits()) throws(ImagingError) {
        guard bytes.count <= limits.bytes else { throw .tooManyBytes(found: bytes.count, limit: limits.bytes) }
        guard let format = PictureFormat(magic: bytes) else {
            throw .notAPicture(found: PictureFormat.describeOther(bytes))
        }
        let bytes = try format.checked(bytes, limits)
        self = try bytes.withUnsafeBufferPointer { (buffer) throws(ImagingError) in
            try Self.decode(buffer, format, limits)
        }
    }

    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ format: PictureFormat, _ limits: DecodingLimits
    ) throws(ImagingError) -> Bitmap {
        func damaged(_ reason: String) -> ImagingError { .damaged(format, reason: reason) }
        let source = try Libvips.call(damaged) { message in
            w2i_source_open(format.shim, bytes.baseAddress, bytes.count, &message)
        }
        defer { w2i_source_close(source) }

        let header = w2i_source_header(source)
        try format.check(width: header.width, height: header.height, limits)
        guard header.bits > 0 else { throw .unsupported(format, found: "numbers that aren't of 8 or 16 bits") }

        let pixels = try Libvips.call(damaged) { message in
            var pixels = w2i_pixels()
            return w2i_source_read(source, &pixels, &message) ? pixels : nil
        }
        defer { w2i_imaging_free(pixels.samples) }
        let samples = UnsafeBufferPointer(start: pixels.samples, count: pixels.width * pixels.height * pixels.bands)
        switch pixels.bands {
        case 3: return Bitmap(width: pixels.width, height: pixels.height, pixels: Array(samples))
        case 4: return Bitmap(width: pixels.width, height: pixels.height, flattening: samples)
        default: throw .unsupported(format, found: "\(pixels.bands) channels")
        }
    }
}

extension PictureFormat {
    func check(width: Int, height: Int, _ limits: DecodingLimits) throws(ImagingError) {
        let (pixels, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, pixels <= limits.pixels else {
            throw .tooManyPixels(width: width, height: height, limit: limits.pixels)
        }
    }

    /// Looks for what libvips would spend unbounded time or memory on, and returns the bytes that it is to see.
    fileprivate func checked(_ bytes: [UInt8], _ limits: DecodingLimits) throws(ImagingError) -> [UInt8] {
        switch self {
        case .png: return try PNGChunks(bytes).picture
        case .jpeg: try JPEGSegments(bytes).checkScans()
        case .tiff: try TIFFCheck(bytes, limits).run()
        case .webp, .gif: break
        }
        return bytes
    }
}
