internal import CArchive

/// Files in one file, by libarchive.
public enum ZipArchive {
    public struct Entry: Sendable, Hashable {
        /// With slashes for folders.
        public var path: String
        public var bytes: [UInt8]

        public init(_ path: String, _ bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// libarchive's own words.
    public struct Failure: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// A zip file. Nothing is compressed: pictures are already. The same entries give the same bytes.
    public static func bytes(of entries: [Entry]) throws(Failure) -> [UInt8] {
        let overhead = entries.reduce(1024) { $0 + 512 + 2 * $1.path.utf8.count }
        var used = 0
        let archive = archive_write_new()
        defer { archive_write_free(archive) }
        func check(_ code: CInt) throws(Failure) {
            guard code == ARCHIVE_OK else {
                throw Failure(description: archive_error_string(archive).map { String(cString: $0) } ?? "out of memory")
            }
        }
        try check(archive_write_set_format_zip(archive))
        try check(archive_write_zip_set_compression_store(archive))
        try check(archive_write_set_format_option(archive, "zip", "hdrcharset", "UTF-8"))
        // What is written stays where it is until the archive is closed.
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: entries.reduce(overhead) { $0 + $1.bytes.count }, alignment: 16)
        defer { buffer.deallocate() }
        try check(archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used))
        for entry in entries {
            let header = archive_entry_new()
            defer { archive_entry_free(header) }
            archive_entry_set_pathname_utf8(header, entry.path)
            archive_entry_set_size(header, Int64(entry.bytes.count))
            archive_entry_set_filetype(header, regularFile)
            archive_entry_set_perm(header, 0o644)
            archive_entry_set_mtime(header, timeOfAll, 0)
            try check(archive_write_header(archive, header))
            let written = entry.bytes.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
            guard written == entry.bytes.count else { throw Failure(description: "\(entry.path) was cut off") }
        }
        try check(archive_write_close(archive))
        return Array(buffer[..<used])
    }

    /// `S_IFREG`, whose C name is ambiguous here.
    private static let regularFile: UInt32 = 0o100_000
    /// 1 January 2000: the same files make the same archive whenever it is made.
    private static let timeOfAll = 946_684_800
}
