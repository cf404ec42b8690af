/// The least EXIF (CIPA DC-008) that holds a text: `Software`, and in the EXIF directory `UserComment`. Big-endian,
/// since programs don't agree on the order of a comment's UTF-16 unless it is the block's and that is big.
struct ExifBlock {
    /// Begins with TIFF's header.
    let bytes: [UInt8]

    private static let unicode = Array("UNICODE\0".utf8)
    /// What an APP1 segment begins with that holds EXIF.
    private static let signature = Array("Exif\0\0".utf8)

    init(software: String, comment: String) {
        let name = Array(software.utf8) + [0]
        let text = Self.unicode + comment.utf16.flatMap { ByteOrder.big.bytes(Int($0), count: 2) }
        // A header of 8 bytes, then two directories of two fields each, then what didn't fit into the fields.
        let directoryLength = 2 + 2 * 12 + 4
        let exifPlace = 8 + directoryLength, namePlace = exifPlace + directoryLength
        let first = Self.directory([
            Self.field(.software, type: 2, count: name.count, value: namePlace),
            Self.field(.exif, type: 4, count: 1, value: exifPlace),
        ])
        let version = 0x3032_3332  // The characters "0232".
        let exif = Self.directory([
            Self.field(.exifVersion, type: 7, count: 4, value: version),
            Self.field(.userComment, type: 7, count: text.count, value: namePlace + name.count),
        ])
        bytes = Array("MM\0*".utf8) + ByteOrder.big.bytes(8, count: 4) + first + exif + name + text
    }

    private static func directory(_ fields: [[UInt8]]) -> [UInt8] {
        ByteOrder.big.bytes(fields.count, count: 2) + fields.joined() + ByteOrder.big.bytes(0, count: 4)
    }

    private static func field(_ tag: TIFFDirectory.Tag, type: Int, count: Int, value: Int) -> [UInt8] {
        ByteOrder.big.bytes(tag.rawValue, count: 2) + ByteOrder.big.bytes(type, count: 2)
            + ByteOrder.big.bytes(count, count: 4) + ByteOrder.big.bytes(value, count: 4)
    }

    /// The comment of a block that `software` wrote, in either byte order.
    static func comment(in block: [UInt8], software: String) -> String? {
        guard let directory = TIFFDirectory(block), let exif = directory.directory(.exif),
            directory.text(.software)?.prefix(while: { $0 != 0 }).elementsEqual(software.utf8) == true,
            let text = exif.text(.userComment), text.starts(with: unicode)
        else { return nil }
        let units = stride(from: text.startIndex + unicode.count, to: text.endIndex - 1, by: 2).compactMap {
            directory.order.number(in: block, at: $0, count: 2).map(UInt16.init)
        }
        return String(validating: units, as: UTF16.self)
    }

    /// As an APP1 segment, behind the APP0 segment with which encoders begin.
    func inserted(intoJPEG file: [UInt8]) -> [UInt8] {
        var place = 2
        JPEGSegments(file).visit { segment in
            if segment.marker == 0xE0 { place = segment.data.upperBound }
            return false
        }
        let data = Self.signature + bytes
        let segment = [0xFF, 0xE1] + ByteOrder.big.bytes(data.count + 2, count: 2) + data
        return file[..<place] + segment + file[place...]
    }

    static func find(inJPEG file: [UInt8]) -> [UInt8]? {
        var block: [UInt8]?
        JPEGSegments(file).visit { segment in
            if segment.marker == 0xE1, file[segment.data].starts(with: signature) {
                block = Array(file[segment.data].dropFirst(signature.count))
            }
            return block == nil && segment.marker != JPEGSegments.startOfScan
        }
        return block
    }
}
