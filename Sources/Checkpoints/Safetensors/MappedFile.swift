import Foundation

/// A regular file, opened for reading and mapped into memory.
///
/// `@unchecked Sendable`: the mapping is read-only and lives as long as this.
final class MappedFile: @unchecked Sendable {
    let path: String
    /// When it was opened.
    let count: Int
    let bytes: UnsafeRawBufferPointer
    private let descriptor: CInt

    init(path: String) throws(WeightError) {
        // Without O_NONBLOCK, opening a pipe would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemReason()) }
        do {
            count = try Self.size(descriptor, path)
            bytes = try Self.map(descriptor, count, path)
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
        close(descriptor)
    }

    private static func size(_ descriptor: CInt, _ path: String) throws(WeightError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: systemReason()) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int(status.st_size)
        case S_IFDIR: throw .unreadable(path: path, reason: "it is a folder")
        default: throw .unreadable(path: path, reason: "it is not a regular file")
        }
    }

    private static func map(
        _ descriptor: CInt, _ count: Int, _ path: String
    ) throws(WeightError) -> UnsafeRawBufferPointer {
        guard count > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let start, start != MAP_FAILED else { throw .unreadable(path: path, reason: systemReason()) }
        return UnsafeRawBufferPointer(start: start, count: count)
    }

    /// Copies bytes without touching the mapping: where the file is shorter than it was, this throws and a read of the mapping
    /// would kill the process.
    func copy(_ range: Range<Int>) throws(WeightError) -> [UInt8] {
        var done = 0, failure: WeightError?
        let copy = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, initialized in
            while done < range.count {
                let got = pread(
                    descriptor, buffer.baseAddress! + done, range.count - done, off_t(range.lowerBound + done))
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = .unreadable(path: path, reason: systemReason()) }
                if got <= 0 { break }
                done += got
            }
            initialized = done
        }
        if let failure { throw failure }
        guard done == range.count else {
            throw .shrunk(path: path, expected: range.upperBound, found: range.lowerBound + done)
        }
        return copy
    }

    /// Lets the pages go that were read: they come back from the file if they are read again.
    func release() {
        if let start = bytes.baseAddress {
            madvise(UnsafeMutableRawPointer(mutating: start), bytes.count, Int32(MADV_DONTNEED))
        }
    }

    /// Throws if the file is shorter by now than when it was opened.
    func checkSize() throws(WeightError) {
        let now = try Self.size(descriptor, path)
        guard now >= count else { throw .shrunk(path: path, expected: count, found: now) }
    }

    /// The whole of a small file: `limit` bytes at most.
    static func contents(_ path: String, limit: Int) throws(WeightError) -> [UInt8] {
        let file = try MappedFile(path: path)
        guard file.count <= limit else {
            throw .malformed(path: path, fault: "\(file.count) bytes, of at most \(limit)")
        }
        return try file.copy(0..<file.count)
    }
}

/// What `errno` says.
func systemReason() -> String { String(cString: strerror(errno)) }
