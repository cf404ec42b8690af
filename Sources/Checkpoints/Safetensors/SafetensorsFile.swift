public import Tensors

/// A safetensors file, mapped into memory.
///
/// Everything that the header says is checked before this exists. Values are not read until they are used.
public final class SafetensorsFile: Sendable {
    public let header: SafetensorsHeader
    private let file: MappedFile
    private let dataStart: Int

    public var path: String { file.path }
    /// The file's size.
    public var byteCount: Int { file.count }
    /// All tensors, those of types that weights don't come in too.
    public var keys: some Collection<String> { header.entries.keys }

    func release() { file.release() }

    public init(path: String) throws(WeightError) {
        file = try MappedFile(path: path)
        guard file.count >= 8 else {
            throw .malformed(path: path, fault: "\(file.count) bytes are too few for a header")
        }
        let length = try file.copy(0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= SafetensorsHeader.sizeLimit else {
            throw .malformed(
                path: path, fault: "a header of \(length) bytes, of at most \(SafetensorsHeader.sizeLimit)")
        }
        dataStart = 8 + Int(length)
        guard dataStart <= file.count else {
            throw .malformed(
                path: path, fault: "a header of \(length) bytes in a file of \(file.count): the file was cut")
        }
        let text = try file.copy(8..<dataStart)
        do throws(JSONFault) {
            header = try SafetensorsHeader(text, dataCount: file.count - dataStart)
        } catch {
            let place = error.offset > 0 ? ", byte \(error.offset)" : ""
            throw .malformed(path: path, fault: "the header\(place): \(error.reason)")
        }
    }

    /// A window of the file, which it keeps open; a copy where the file isn't aligned to the type.
    ///
    /// Throws if there is no such key, if its type is none of ``DataType``, or if the file has become shorter. A file that
    /// becomes shorter later, while its values are read, ends the process (SIGBUS), as with any mapped file: replace a model's
    /// files by new ones, never write into them.
    public func array(_ key: String) throws(WeightError) -> HostArray {
        guard let entry = header.entries[key] else {
            throw .missingKey(path: path, key: key, expected: nil)
        }
        guard let dataType = DataType(rawValue: entry.dataType.rawValue) else {
            throw .wrongDataType(path: path, key: key, found: entry.dataType.rawValue)
        }
        try file.checkSize()
        let range = dataStart + entry.range.lowerBound..<dataStart + entry.range.upperBound
        guard range.lowerBound % dataType.byteCount == 0 else {
            let copy = AlignedCopy(file.bytes[range])
            return HostArray(bytes: copy.bytes, dataType: dataType, shape: entry.shape, owner: copy)
        }
        let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[range])
        return HostArray(bytes: bytes, dataType: dataType, shape: entry.shape, owner: file)
    }

    /// The first and the last bytes of a tensor's values, whatever its type: `count` of each, or all of a smaller one, twice.
    func ends(_ key: String, count: Int) throws(WeightError) -> [[UInt8]] {
        guard let entry = header.entries[key] else { throw .missingKey(path: path, key: key, expected: nil) }
        let start = dataStart + entry.range.lowerBound, end = dataStart + entry.range.upperBound
        let length = min(count, entry.range.count)
        return [try file.copy(start..<start + length), try file.copy(end - length..<end)]
    }
}

private final class AlignedCopy {
    let bytes: UnsafeRawBufferPointer

    init(_ source: Slice<UnsafeRawBufferPointer>) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 16)
        copy.copyBytes(from: source)
        bytes = UnsafeRawBufferPointer(copy)
    }

    deinit { bytes.deallocate() }
}
