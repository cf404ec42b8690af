/// The JSON part of a safetensors file, checked: every tensor's bytes lie in the file, one behind the other, without gap or
/// overlap, as many as its shape and type need.
///
/// Source: the format's description and `Metadata::validate` in huggingface/safetensors.
public struct SafetensorsHeader: Sendable, Hashable {
    /// Upstream's limit. Stable Diffusion's UNet has 78 kB.
    static let sizeLimit = 100_000_000
    /// For tensors, and for entries of the metadata: a hostile header of the largest size would have millions.
    static let countLimit = 100_000
    static let rankLimit = 32

    public struct Entry: Sendable, Hashable {
        public let dataType: SafetensorsType
        public let shape: [Int]
        /// Bytes, counted from the header's end.
        public let range: Range<Int>
    }

    public private(set) var entries: [String: Entry] = [:]
    /// `__metadata__`.
    public private(set) var metadata: [String: String] = [:]

    /// `dataCount`: bytes in the file after the header.
    init(_ bytes: [UInt8], dataCount: Int) throws(JSONFault) {
        guard bytes.first == UInt8(ascii: "{") else { throw JSONFault(offset: 0, reason: "it doesn't begin with '{'") }
        var scanner = JSONScanner(bytes), entries: [String: Entry] = [:], metadata: [String: String] = [:]
        try scanner.object { scanner, key throws(JSONFault) in
            if key == "__metadata__" {
                try scanner.object { scanner, key throws(JSONFault) in
                    try Self.checkCount(metadata.count, scanner)
                    metadata[key] = try scanner.string()
                }
            } else {
                try Self.checkCount(entries.count, scanner)
                entries[key] = try Self.entry(key, &scanner)
            }
        }
        try scanner.end()
        self.entries = entries
        self.metadata = metadata
        try Self.checkLayout(entries, dataCount: dataCount)
    }

    private static func checkCount(_ count: Int, _ scanner: JSONScanner) throws(JSONFault) {
        guard count < countLimit else { throw scanner.fault("more than \(countLimit) entries") }
    }

    private static func entry(_ key: String, _ scanner: inout JSONScanner) throws(JSONFault) -> Entry {
        var type: SafetensorsType?, shape: [Int]?, offsets: [Int]?
        try scanner.object { scanner, field throws(JSONFault) in
            switch field {
            case "dtype":
                let name = try scanner.string()
                type = SafetensorsType(rawValue: name)
                if type == nil { throw scanner.fault("\(quoted(key)) has the unknown dtype \(quoted(name))") }
            case "shape": shape = try integers(&scanner, limit: rankLimit)
            case "data_offsets": offsets = try integers(&scanner, limit: 2)
            default: throw scanner.fault("\(quoted(key)) has the unknown field \(quoted(field))")
            }
        }
        guard let type, let shape, let offsets else {
            throw scanner.fault("\(quoted(key)) lacks one of dtype, shape and data_offsets")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw scanner.fault("\(quoted(key)) has the data_offsets \(offsets), not a begin and an end")
        }
        return Entry(dataType: type, shape: shape, range: offsets[0]..<offsets[1])
    }

    private static func integers(_ scanner: inout JSONScanner, limit: Int) throws(JSONFault) -> [Int] {
        var values: [Int] = []
        try scanner.array { scanner throws(JSONFault) in
            guard values.count < limit else { throw scanner.fault("a list of more than \(limit) numbers") }
            values.append(try scanner.unsigned())
        }
        return values
    }

    private static func checkLayout(_ entries: [String: Entry], dataCount: Int) throws(JSONFault) {
        func fault(_ reason: String) -> JSONFault { JSONFault(offset: 0, reason: reason) }
        let ordered = entries.sorted { a, b in
            (a.value.range.lowerBound, a.value.range.upperBound) < (b.value.range.lowerBound, b.value.range.upperBound)
        }
        var end = 0
        for (key, entry) in ordered {
            let range = entry.range, name = quoted(key)
            guard range.lowerBound >= end else { throw fault("\(name) overlaps the tensor before it") }
            guard range.lowerBound == end else {
                throw fault("\(range.lowerBound - end) bytes before \(name) belong to no tensor")
            }
            guard let count = byteCount(entry) else { throw fault("\(name): the shape \(entry.shape) is too large") }
            guard count == range.count else {
                throw fault(
                    "\(name): \(entry.dataType.rawValue) \(entry.shape) needs \(count) bytes, "
                        + "its data_offsets have \(range.count)")
            }
            end = range.upperBound
            guard end <= dataCount else {
                throw fault("\(name) ends \(end - dataCount) bytes behind the file's end: the file was cut")
            }
        }
        guard end == dataCount else { throw fault("\(dataCount - end) bytes at the end belong to no tensor") }
    }

    /// nil if no `Int` holds it.
    private static func byteCount(_ entry: Entry) -> Int? {
        var bits = entry.dataType.bitCount
        for extent in entry.shape {
            let (product, overflow) = bits.multipliedReportingOverflow(by: extent)
            if overflow { return nil }
            bits = product
        }
        return (bits / 8) + (bits % 8 == 0 ? 0 : 1)
    }
}
