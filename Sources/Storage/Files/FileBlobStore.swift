internal import Dispatch
public import Domain
internal import Foundation

/// Blobs as files in one folder, each under its own name.
public struct FileBlobStore: BlobStore {
    private let folder: String
    private let time: any TimeSource
    /// Reads and syncs block; Swift's own threads must not.
    private let queue = DispatchQueue(label: "word2img.blobs", attributes: .concurrent)

    public init(_ folder: DataFolder, time: any TimeSource = SystemTime()) {
        self.folder = folder.blobs
        self.time = time
    }

    public func put(_ bytes: [UInt8]) async throws -> BlobName {
        try await onQueue {
            var generator = SystemRandomNumberGenerator()
            let name = BlobName(using: &generator), unfinished = unfinishedPath(name), path = path(name)
            do {
                try write(bytes, to: unfinished)
                try FileCall.check("rename", path) { rename(unfinished, path) }
                try FileCall.syncFolder(folder)
            } catch {
                unlink(unfinished)
                unlink(path)
                throw error
            }
            return name
        }
    }

    public func bytes(of name: BlobName) async throws -> [UInt8]? {
        let path = path(name)
        return try await onQueue {
            guard access(path, F_OK) == 0 else { return nil }
            do { return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
                // Removed since it was looked for.
                if access(path, F_OK) != 0 { return nil }
                throw StorageError.file(path: path, call: "read", reason: error.localizedDescription)
            }
        }
    }

    public func remove(_ names: [BlobName]) async throws {
        guard !names.isEmpty else { return }
        try await onQueue {
            for path in names.flatMap({ [path($0), unfinishedPath($0)] }) {
                try FileCall.check("unlink", path) { unlink(path) == 0 || errno == ENOENT ? 0 : -1 }
            }
            try FileCall.syncFolder(folder)
        }
    }

    public func names(putBefore time: Timestamp) async throws -> [BlobName] {
        try await onQueue {
            let files: [String]
            do { files = try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
                throw StorageError.file(path: folder, call: "readdir", reason: error.localizedDescription)
            }
            return files.compactMap { file in
                let text = file.hasPrefix(Self.unfinished) ? String(file.dropFirst(Self.unfinished.count)) : file
                guard let name = BlobName(text), let put = putTime(folder + "/" + file), put < time else { return nil }
                return name
            }
        }
    }

    private static let unfinished = ".put-"

    private func path(_ name: BlobName) -> String { "\(folder)/\(name)" }

    private func unfinishedPath(_ name: BlobName) -> String { "\(folder)/\(Self.unfinished)\(name)" }

    /// Durable, with the time of the put as its time of modification.
    private func write(_ bytes: [UInt8], to path: String) throws {
        try FileCall.withOpen(path, O_WRONLY | O_CREAT | O_EXCL) { descriptor in
            var rest = bytes[...]
            while !rest.isEmpty {
                let written = try rest.withUnsafeBytes { bytes in
                    try FileCall.check("write", path) { Foundation.write(descriptor, bytes.baseAddress, bytes.count) }
                }
                rest = rest.dropFirst(written)
            }
            let (seconds, milliseconds) = time.now.milliseconds.quotientAndRemainder(dividingBy: 1000)
            let now = timespec(tv_sec: Int(seconds), tv_nsec: Int(milliseconds) * 1_000_000)
            try FileCall.check("futimens", path) { futimens(descriptor, [now, now]) }
            try FileCall.check("fsync", path) { fsync(descriptor) }
        }
    }

    /// nil when the file has gone.
    private func putTime(_ path: String) -> Timestamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Timestamp(
            milliseconds: Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000)
    }

    private func onQueue<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
