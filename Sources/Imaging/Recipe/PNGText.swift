/// International text chunks (PNG specification, section 11.3.3.4), not compressed.
enum PNGText {
    /// Behind the header, before the pixels, where readers that stop at them find it.
    static func insert(keyword: String, _ text: String, into file: [UInt8]) -> [UInt8] {
        // Keyword, end; not compressed, method 0; no language, no translated keyword.
        let data = Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8)
        let content = Array("iTXt".utf8) + data
        let chunk =
            ByteOrder.big.bytes(data.count, count: 4) + content
            + ByteOrder.big.bytes(Int(crc32(content)), count: 4)
        return file[..<PNGChunks.headerLength] + chunk + file[PNGChunks.headerLength...]
    }

    static func read(keyword: String, from file: [UInt8]) -> String? {
        var result: String?
        PNGChunks(file).visit { chunk in
            if chunk.type == "iTXt" { result = text(of: file[chunk.data], keyword: keyword) }
            return result == nil
        }
        return result
    }

    private static func text(of data: ArraySlice<UInt8>, keyword: String) -> String? {
        let start = Array(keyword.utf8) + [0, 0, 0]
        guard data.starts(with: start) else { return nil }
        // Other programs may have added a language and a translated keyword.
        let parts = data.dropFirst(start.count).split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? String(validating: parts[2], as: UTF8.self) : nil
    }

    /// PNG specification, annex D.
    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }
}
