/// The segments of a JPEG file (ITU-T T.81, annex B): markers with their data, and between them what the scans hold.
struct JPEGSegments {
    struct Segment {
        let marker: UInt8
        /// Without marker and length.
        let data: Range<Int>
    }

    static let startOfScan: UInt8 = 0xDA

    private let bytes: [UInt8]
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Calls `body` with each segment in turn until it returns false or the file ends.
    func visit(_ body: (Segment) -> Bool) {
        bytes.withUnsafeBufferPointer { bytes in
            var place = 2
            while let marker = Self.nextMarker(bytes, &place), marker != 0xD9, place + 2 <= bytes.count {
                let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
                guard length >= 2, place + length <= bytes.count else { return }
                if !body(Segment(marker: marker, data: place + 2..<place + length)) { return }
                place += length
            }
        }
    }

    /// Steps behind the next marker that has a segment, over what a scan holds: 0xFF there is followed by 0 or is a
    /// restart.
    private static func nextMarker(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> UInt8? {
        while place + 1 < bytes.count {
            let isMarker = bytes[place] == 0xFF
            place += 1
            guard isMarker else { continue }
            switch bytes[place] {
            case 0, 0x01, 0xD0...0xD8, 0xFF: continue
            case let marker:
                place += 1
                return marker
            }
        }
        return nil
    }

    /// Each scan of a progressive file may be a few bytes and costs a walk over the whole picture. Encoders make
    /// about ten.
    func checkScans() throws(ImagingError) {
        let limit = 100
        var scans = 0
        visit { segment in
            scans += segment.marker == Self.startOfScan ? 1 : 0
            return scans <= limit
        }
        guard scans <= limit else { throw .unsupported(.jpeg, found: "more than \(limit) scans") }
    }
}
