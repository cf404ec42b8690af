/// Files that no library writes.
enum FileMaker {
    /// A grey PNG of 8 bits with `content` between header and end.
    static func png(_ width: Int, _ height: Int, content: [UInt8]) -> [UInt8] {
        let header = bigEndian(width) + bigEndian(height) + [8, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header) + content + chunk("IEND", [])
    }

    static func pixels(_ width: Int, _ height: Int) -> [UInt8] {
        chunk("IDAT", deflated(zeros: (width + 1) * height))
    }

    static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let content = Array(type.utf8) + data
        return bigEndian(data.count) + content + bigEndian(Int(crc32(content)))
    }

    /// A zlib stream of that many zeros: a literal, then matches of 258 at distance 1, in deflate's fixed code.
    static func deflated(zeros: Int) -> [UInt8] {
        var bits: [Bool] = [true, true, false]
        // Codes are written from their highest bit: the literal 0 is 00110000, the length 258 is 11000101, the
        // distance 1 00000.
        func append(_ code: Int, _ length: Int) {
            for bit in (0..<length).reversed() { bits.append(code >> bit & 1 == 1) }
        }
        let matches = (zeros - 1) / 258
        for _ in 0..<zeros - matches * 258 { append(0b0011_0000, 8) }
        for _ in 0..<matches {
            append(0b1100_0101, 8)
            append(0, 5)
        }
        append(0, 7)
        let packed = stride(from: 0, to: bits.count, by: 8).map { start in
            let byte = bits[start..<min(start + 8, bits.count)]
            return byte.enumerated().reduce(0 as UInt8) { $0 | ($1.element ? 1 << $1.offset : 0) }
        }
        // Adler-32 of zeros: the first sum stays 1.
        return [0x78, 0x01] + packed + bigEndian((zeros % 65521) << 16 | 1)
    }

    /// A little-endian TIFF whose fields are all LONG, by tag.
    static func tiff(_ fields: [Int: Int]) -> [UInt8] {
        var bytes: [UInt8] = Array("II*\0".utf8) + [8, 0, 0, 0, UInt8(fields.count), 0]
        for (tag, value) in fields.sorted(by: { $0.key < $1.key }) {
            bytes += bigEndian(tag).reversed().prefix(2) + [4, 0, 1, 0, 0, 0] + bigEndian(value).reversed()
        }
        return bytes + Array(repeating: 0, count: 200)
    }

    /// The last scan of a JPEG file, from its marker to the end marker.
    static func lastScan(of bytes: [UInt8]) -> ArraySlice<UInt8>? {
        let start = bytes.indices.dropLast().last { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA }
        return start.map { bytes[$0..<bytes.count - 2] }
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0 as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
