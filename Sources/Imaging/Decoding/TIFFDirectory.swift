/// A directory of fields as TIFF has it and as EXIF borrowed it (TIFF 6.0, section 2). Every read is checked against
/// the bytes.
struct TIFFDirectory {
    enum Tag: Int {
        case width = 256
        case height = 257
        case bitsPerSample = 258
        case compression = 259
        case photometric = 262
        case samplesPerPixel = 277
        case software = 305
        case tileWidth = 322
        case tileHeight = 323
        case sampleFormat = 339
        case exif = 34665
        case exifVersion = 36864
        case userComment = 37510
    }

    private struct Field {
        let type: Int, count: Int
        /// Of the field's last 4 bytes, which hold the value or where it is.
        let place: Int
    }

    let order: ByteOrder
    private let bytes: [UInt8]
    private var fields: [Int: Field] = [:]

    /// The first directory of a TIFF file or an EXIF block. Nil without a valid header.
    init?(_ bytes: [UInt8]) {
        let order: ByteOrder
        switch bytes.prefix(4) {
        case [0x49, 0x49, 0x2A, 0]: order = .little
        case [0x4D, 0x4D, 0, 0x2A]: order = .big
        default: return nil
        }
        guard let start = order.number(in: bytes, at: 4, count: 4) else { return nil }
        self.init(bytes, order, start)
    }

    private init(_ bytes: [UInt8], _ order: ByteOrder, _ start: Int) {
        self.bytes = bytes
        self.order = order
        let count = order.number(in: bytes, at: start, count: 2) ?? 0
        for index in 0..<count {
            let entry = start + 2 + index * 12
            guard let tag = order.number(in: bytes, at: entry, count: 2),
                let type = order.number(in: bytes, at: entry + 2, count: 2),
                let values = order.number(in: bytes, at: entry + 4, count: 4),
                entry + 12 <= bytes.count
            else { break }
            // Of a tag that comes twice, libtiff takes the first.
            if fields[tag] == nil { fields[tag] = Field(type: type, count: values, place: entry + 8) }
        }
    }

    /// The directory that a field points at.
    func directory(_ tag: Tag) -> TIFFDirectory? {
        numbers(tag)?.first.map { TIFFDirectory(bytes, order, $0) }
    }

    /// The values of a field of BYTE, SHORT or LONG; nil if it is absent, of another type, or outside the file.
    func numbers(_ tag: Tag) -> [Int]? {
        guard let field = fields[tag.rawValue], let size = [1: 1, 3: 2, 4: 4][field.type], field.count <= 4096 else {
            return nil
        }
        guard let range = range(of: field, size: size) else { return nil }
        let numbers = range.lazy.filter { ($0 - range.lowerBound) % size == 0 }
        return numbers.compactMap { order.number(in: bytes, at: $0, count: size) }
    }

    /// The bytes of a field of BYTE, ASCII or UNDEFINED; nil if it is absent, of another type, or outside the file.
    func text(_ tag: Tag) -> ArraySlice<UInt8>? {
        guard let field = fields[tag.rawValue], [1, 2, 7].contains(field.type) else { return nil }
        return range(of: field, size: 1).map { bytes[$0] }
    }

    private func range(of field: Field, size: Int) -> Range<Int>? {
        let count = field.count * size
        let start = count <= 4 ? field.place : order.number(in: bytes, at: field.place, count: 4)
        guard let start, start <= bytes.count - count else { return nil }
        return start..<start + count
    }
}
