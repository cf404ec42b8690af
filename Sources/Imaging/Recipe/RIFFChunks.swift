/// The chunks of a WebP file (WebP container specification): four characters, a length, data padded to an even length.
struct RIFFChunks {
    private let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The data of the first chunk of that name.
    func data(_ name: String) -> ArraySlice<UInt8>? {
        var place = 12
        while let length = ByteOrder.little.number(in: bytes, at: place + 4, count: 4),
            length <= bytes.count - place - 8
        {
            let data = bytes[place + 8..<place + 8 + length]
            if bytes[place..<place + 4].elementsEqual(name.utf8) { return data }
            place = data.endIndex + length % 2
        }
        return nil
    }

    /// A file with the pixels of this one, which is opaque and has one frame, and that EXIF; what its encoder said is
    /// left out.
    func adding(exif: [UInt8], width: Int, height: Int) -> [UInt8] {
        // EXIF needs the extended header: flags, and the canvas' size less one.
        let exifFlag: UInt8 = 0x08
        var chunks = Self.chunk(
            "VP8X",
            [exifFlag, 0, 0, 0] + ByteOrder.little.bytes(width - 1, count: 3)
                + ByteOrder.little.bytes(height - 1, count: 3))
        for name in ["VP8 ", "VP8L"] {
            if let data = data(name) { chunks += Self.chunk(name, Array(data)) }
        }
        chunks += Self.chunk("EXIF", exif)
        return Self.chunk("RIFF", Array("WEBP".utf8) + chunks)
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        name.utf8 + ByteOrder.little.bytes(data.count, count: 4) + data + Array(repeating: 0, count: data.count % 2)
    }
}
