internal import CImaging

/// The library behind this module.
public enum Libvips {
    /// As in "8.14.1".
    public static var version: String { String(cString: w2i_imaging_version()) }

    /// Started at first use.
    private static let isStarted = w2i_imaging_start()

    /// Runs one of the shim's functions; nil means that it failed and set the message.
    static func call<Result>(
        _ error: (String) -> ImagingError, _ body: (inout UnsafeMutablePointer<CChar>?) -> Result?
    ) throws(ImagingError) -> Result {
        guard isStarted else { throw .library("it can't be started") }
        var message: UnsafeMutablePointer<CChar>?
        if let result = body(&message) { return result }
        defer { w2i_imaging_free(message) }
        throw error(firstReason(message.map { String(cString: $0) } ?? ""))
    }

    /// A bitmap as the shim's functions take it.
    static func withPixels<Result>(
        of bitmap: Bitmap, _ body: (inout w2i_pixels) throws(ImagingError) -> Result
    ) throws(ImagingError) -> Result {
        // The shim's functions don't write to what they are given.
        try bitmap.pixels.withUnsafeBufferPointer { (buffer) throws(ImagingError) in
            var pixels = w2i_pixels(
                width: bitmap.width, height: bitmap.height, bands: 3,
                samples: UnsafeMutablePointer(mutating: buffer.baseAddress))
            return try body(&pixels)
        }
    }

    static func encode(
        _ pixels: inout w2i_pixels, _ format: PictureFormat, quality: Int
    ) throws(ImagingError) -> [UInt8] {
        let (bytes, count) = try call(ImagingError.library) { message in
            var bytes: UnsafeMutableRawPointer?
            var count = 0
            return w2i_encode(&pixels, format.shim, Int32(quality), &bytes, &count, &message) ? (bytes, count) : nil
        }
        defer { w2i_imaging_free(bytes) }
        return Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    static func samples(of pixels: w2i_pixels) -> [UInt8] {
        Array(UnsafeBufferPointer(start: pixels.samples, count: pixels.width * pixels.height * pixels.bands))
    }

    /// libvips collects a line for each layer that failed, each as in "pngload: the reason"; the first is the cause.
    private static func firstReason(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first ?? ""
        let parts = line.split(separator: ": ", maxSplits: 1)
        let reason = parts.count == 2 && !parts[0].contains(" ") ? parts[1] : line
        return reason.isEmpty ? "it can't be decoded" : String(reason)
    }
}
