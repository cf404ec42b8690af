internal import Foundation
internal import Synchronization

/// A model's packed weights in a file: the next start maps them instead of packing them, and processes that map the same file
/// share its pages.
///
/// A model's weights are packed in the same order at every start, so the file has them in that order, each with a label that
/// tells what it is. Where the file is another model's, damaged or not there, weights are packed and the file is written anew,
/// beside the old one and renamed when it is whole; what was written is mapped at once, so that the first start takes no more
/// memory than later ones. A file that can't be written is no error: then the next start packs again.
public final class PackedWeights: Sendable {
    /// Where weights that are made look for themselves, and leave themselves.
    @TaskLocal static var current: PackedWeights?

    private enum State {
        case reading(MappedWeights, next: Int)
        case writing(PackedWeightsWriter)
        case neither
    }

    private let state: Mutex<State>
    /// Where the weights are, those of the file that is written too.
    private let mapping: FileMapping?
    /// Whether weights come from a file of a former start.
    public let isMapped: Bool

    /// `identity`: whatever the weights depend on; a file of another one is replaced.
    public init(path: String, identity: String) {
        if let mapped = MappedWeights(path: path, identity: identity) {
            (isMapped, mapping) = (true, mapped.mapping)
            state = Mutex(.reading(mapped, next: 0))
        } else if let writer = PackedWeightsWriter(path: path, identity: identity) {
            (isMapped, mapping) = (false, writer.mapping)
            state = Mutex(.writing(writer))
        } else {
            (isMapped, mapping) = (false, nil)
            state = Mutex(.neither)
        }
    }

    /// Loads a model, all of it.
    public func load<Model>(_ body: () throws -> Model) rethrows -> Model {
        let model = try Self.$current.withValue(self, operation: body)
        state.withLock { state in
            if case .writing(let writer) = state { writer.finish() }
            state = .neither
        }
        return model
    }

    /// Lets the mapped pages go from this process: they come back from the system's cache, or the disk, when they are used.
    /// Between parts of a model that don't need each other, this lowers the memory that the process takes.
    public func release() { mapping?.release() }

    /// The next weight in the file, if it is the one that is wanted. From the first that isn't on, none is.
    func next(label: String, byteCount: Int) -> MappedBytes? {
        state.withLock { state in
            guard case .reading(let file, let next) = state else { return nil }
            let bytes = file.bytes(next, label: label, byteCount: byteCount)
            state = bytes == nil ? .neither : .reading(file, next: next + 1)
            return bytes
        }
    }

    /// Where the file has the bytes now; nil if it isn't being written.
    func keep(_ bytes: UnsafeRawBufferPointer, label: String) -> MappedBytes? {
        state.withLock { state in
            guard case .writing(let writer) = state else { return nil }
            let kept = writer.add(bytes, label: label)
            if kept == nil { state = .neither }
            return kept
        }
    }
}

/// A part of a file that stays mapped as long as this is held.
///
/// `@unchecked Sendable`: nothing is written there.
struct MappedBytes: @unchecked Sendable {
    let mapping: FileMapping
    let address: UnsafeMutableRawPointer
}

/// A file's bytes, to be read.
///
/// `@unchecked Sendable`: what was read once isn't written any more.
final class FileMapping: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    /// `byteCount` may be more than the file has: what is written there later can be read.
    init?(descriptor: CInt, byteCount: Int) {
        guard let start = mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, 0), start != MAP_FAILED else {
            return nil
        }
        bytes = UnsafeRawBufferPointer(start: start, count: byteCount)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }

    func release() { madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count, Int32(MADV_DONTNEED)) }

    func part(at offset: Int) -> MappedBytes {
        MappedBytes(mapping: self, address: UnsafeMutableRawPointer(mutating: bytes.baseAddress! + offset))
    }
}

/// The file's layout: ``PackedWeightsHeader``'s 4096 bytes, the weights, each at a multiple of 64, and their list.
struct PackedWeightsHeader: Codable {
    static let byteCount = 4096
    /// Changes with the kernels' layout.
    static let version = 1

    struct Entry: Codable {
        let label: String
        let offset: Int
        let byteCount: Int
    }

    var version = Self.version
    let identity: String
    /// Where the list of entries, JSON, begins, and how many bytes it has: up to the file's end.
    let listOffset: Int
    let listByteCount: Int
}

/// A mapped file of packed weights.
struct MappedWeights {
    let mapping: FileMapping
    private let entries: [PackedWeightsHeader.Entry]

    /// nil unless the file is whole and of that identity.
    init?(path: String, identity: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size > PackedWeightsHeader.byteCount,
            let mapping = FileMapping(descriptor: descriptor, byteCount: Int(status.st_size)),
            let entries = Self.entries(mapping.bytes, identity)
        else { return nil }
        self.mapping = mapping
        self.entries = entries
    }

    func bytes(_ index: Int, label: String, byteCount: Int) -> MappedBytes? {
        guard index < entries.count, entries[index].label == label, entries[index].byteCount == byteCount else {
            return nil
        }
        return mapping.part(at: entries[index].offset)
    }

    private static func entries(_ bytes: UnsafeRawBufferPointer, _ identity: String) -> [PackedWeightsHeader.Entry]? {
        let decoder = JSONDecoder(), head = bytes.prefix(PackedWeightsHeader.byteCount).prefix { $0 != 0 }
        guard let header = try? decoder.decode(PackedWeightsHeader.self, from: Data(head)),
            header.version == PackedWeightsHeader.version, header.identity == identity,
            header.listOffset >= PackedWeightsHeader.byteCount, header.listByteCount >= 0,
            header.listOffset <= bytes.count, header.listByteCount == bytes.count - header.listOffset,
            let entries = try? decoder.decode(
                [PackedWeightsHeader.Entry].self, from: Data(bytes[header.listOffset...]))
        else { return nil }
        let areInside = entries.allSatisfy { entry in
            entry.offset >= PackedWeightsHeader.byteCount && entry.offset % 64 == 0 && entry.byteCount >= 0
                && entry.offset <= header.listOffset && entry.byteCount <= header.listOffset - entry.offset
        }
        return areInside ? entries : nil
    }
}

/// Writes packed weights beside the file they are for, and puts them in its place when they are whole.
///
/// `@unchecked Sendable`: used under the lock of its owner alone.
final class PackedWeightsWriter: @unchecked Sendable {
    /// Addresses kept for the file, which are more than any model's weights take.
    private static let mostByteCount = 64 << 30

    /// What was written, and will be.
    let mapping: FileMapping
    private let path, part, identity: String
    private let descriptor: CInt
    private var offset = PackedWeightsHeader.byteCount
    private var entries: [PackedWeightsHeader.Entry] = []
    /// Whether the part is this one's to remove.
    private var ownsPart = false

    /// nil where nothing can be written or a process may not have so many addresses, and while another process writes the same
    /// file. What a process that was killed has left is written over.
    init?(path: String, identity: String) {
        self.path = path
        self.identity = identity
        part = path + ".part"
        descriptor = open(part, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        guard let mapping = FileMapping(descriptor: descriptor, byteCount: Self.mostByteCount) else {
            close(descriptor)
            return nil
        }
        self.mapping = mapping
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStillThere, ftruncate(descriptor, 0) == 0 else { return nil }
        ownsPart = true
    }

    /// Whether the file wasn't renamed or removed by the process that had locked it.
    private var isStillThere: Bool {
        var mine = stat(), there = stat()
        return fstat(descriptor, &mine) == 0 && stat(part, &there) == 0 && mine.st_ino == there.st_ino
    }

    /// What was not finished leaves nothing behind.
    deinit {
        if ownsPart { unlink(part) }
        close(descriptor)
    }

    /// Where the bytes are now; nil if they can't be written.
    func add(_ bytes: UnsafeRawBufferPointer, label: String) -> MappedBytes? {
        guard bytes.count <= Self.mostByteCount - offset, write(bytes, at: offset) else { return nil }
        defer { offset += (bytes.count + 63) / 64 * 64 }
        entries.append(PackedWeightsHeader.Entry(label: label, offset: offset, byteCount: bytes.count))
        return mapping.part(at: offset)
    }

    func finish() {
        let encoder = JSONEncoder()
        guard let list = try? encoder.encode(entries) else { return }
        let header = PackedWeightsHeader(identity: identity, listOffset: offset, listByteCount: list.count)
        guard let head = try? encoder.encode(header), head.count < PackedWeightsHeader.byteCount else { return }
        let isWritten = list.withUnsafeBytes { write($0, at: offset) } && head.withUnsafeBytes { write($0, at: 0) }
        // On the disk before it has its name: a power cut must not leave a file that looks whole.
        if isWritten && fsync(descriptor) == 0 && rename(part, path) == 0 { ownsPart = false }
    }

    private func write(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count - done, off_t(start + done))
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
