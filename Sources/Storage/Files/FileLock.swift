internal import Foundation

/// An exclusive lock on a file, from `init` until the last reference is gone or the process is, however it ends.
///
/// The descriptor is closed in child processes, so that they do not hold the lock in their parent's stead.
public final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Parameter waits: for whoever holds the lock; otherwise that is ``StorageError/folderInUse(path:pid:)``.
    init(path: String, of folder: String, waits: Bool) throws {
        let descriptor = try FileCall.check("open", path) { open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
        do {
            let isFree = try FileCall.check("flock", path) {
                flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 ? 1 : errno == EWOULDBLOCK ? 0 : -1
            }
            guard isFree == 1 else { throw StorageError.folderInUse(path: folder, pid: Self.pid(in: descriptor)) }
            if !waits { try Self.write(pid: getpid(), to: descriptor, path) }
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Told to whoever finds the lock taken.
    private static func write(pid: Int32, to descriptor: Int32, _ path: String) throws {
        let text = Array("\(pid)\n".utf8)
        try FileCall.check("ftruncate", path) { ftruncate(descriptor, 0) }
        try FileCall.check("write", path) { pwrite(descriptor, text, text.count, 0) }
    }

    private static func pid(in descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes.prefix(count), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
