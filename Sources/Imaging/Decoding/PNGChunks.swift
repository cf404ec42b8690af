/// The chunks of a PNG file (PNG specification, section 5).
package struct PNGChunks {
    struct Chunk {
        let type: String
        /// With length, type and checksum.
        let whole: Range<Int>
        let data: Range<Int>
    }

    /// Of the signature and the first chunk, IHDR, together.
    static let headerLength = 33

    private let bytes: [UInt8]
    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Calls `body` with each complete chunk in turn until it returns false, the picture ends or the file does.
    func visit(_ body: (Chunk) -> Bool) {
        var place = 8
        while let length = ByteOrder.big.number(in: bytes, at: place, count: 4), length <= bytes.count - place - 12 {
            let data = place + 8..<place + 8 + length
            let type = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            let isWanted = body(Chunk(type: type, whole: place..<data.upperBound + 4, data: data))
            if !isWanted || type == "IEND" { return }
            place = data.upperBound + 4
        }
    }

    /// The file with only those chunks that say how the picture looks: the rest, compressed texts for one, costs time to
    /// unpack.
    package var picture: [UInt8] {
        get throws(ImagingError) {
            let kept: Set = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "iCCP", "eXIf"]
            var result = Array(bytes.prefix(8))
            var last = ""
            visit { chunk in
                if kept.contains(chunk.type) { result += bytes[chunk.whole] }
                last = chunk.type
                return true
            }
            guard last == "IEND" else { throw .damaged(.png, reason: "it ends early") }
            return result
        }
    }
}
