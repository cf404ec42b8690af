/// What a TIFF file says of itself, checked before libtiff reads it: a file of a hundred bytes may ask for a tile of
/// gigabytes.
struct TIFFCheck {
    private let directory: TIFFDirectory
    private let limits: DecodingLimits

    init(_ bytes: [UInt8], _ limits: DecodingLimits) throws(ImagingError) {
        guard let directory = TIFFDirectory(bytes) else { throw .damaged(.tiff, reason: "it ends within its header") }
        self.directory = directory
        self.limits = limits
    }

    func run() throws(ImagingError) {
        guard let width = directory.numbers(.width)?.first, let height = directory.numbers(.height)?.first else {
            throw .damaged(.tiff, reason: "it has no size")
        }
        try PictureFormat.tiff.check(width: width, height: height, limits)
        try checkKind()
        try checkTiles(width, height)
    }

    private func checkKind() throws(ImagingError) {
        try check(.photometric, default: 0, [0, 1, 2, 3, 5], "colour model")
        try check(.samplesPerPixel, default: 1, 1...5, "channels")
        try check(.bitsPerSample, default: 1, [1, 2, 4, 8, 16], "bits a channel")
        // Unsigned integers.
        try check(.sampleFormat, default: 1, [1], "sample format")
        // None, fax, LZW, deflate, PackBits. The others are decoders within the decoder: JPEG, WebP, LZMA ...
        try check(.compression, default: 1, [1, 2, 3, 4, 5, 8, 32946, 32773], "compression")
    }

    private func check(
        _ tag: TIFFDirectory.Tag, default: Int, _ allowed: some Collection<Int>, _ name: String
    ) throws(ImagingError) {
        for value in directory.numbers(tag) ?? [`default`] where !allowed.contains(value) {
            throw .unsupported(.tiff, found: "\(name) \(value)")
        }
    }

    /// A tile may reach beyond the picture, but not so far that decoding it costs more than a picture may.
    private func checkTiles(_ width: Int, _ height: Int) throws(ImagingError) {
        let tileWidth = directory.numbers(.tileWidth)?.first ?? width
        let tileHeight = directory.numbers(.tileHeight)?.first ?? 1
        let (pixels, overflows) = tileWidth.multipliedReportingOverflow(by: tileHeight)
        guard !overflows, pixels <= max(limits.pixels / 8, 1 << 20) || tileWidth <= width && tileHeight <= height else {
            throw .damaged(.tiff, reason: "its tiles, \(tileWidth) x \(tileHeight), are larger than the picture")
        }
    }
}
