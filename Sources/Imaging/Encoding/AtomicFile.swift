internal import Foundation

/// Writing a file so that its name never stands for half of it.
public enum AtomicFile {
    /// Writes a hidden file beside `path` (`.NAME.` six characters `.partial`), brings it to the disk and gives it
    /// the name. If anything fails, what was there before stays. A link is followed, and keeps pointing where it
    /// does.
    public static func write(_ bytes: [UInt8], to path: String) throws(ImagingError) {
        func fail() -> ImagingError { .unwritable(path: path, reason: String(cString: strerror(errno))) }
        let target = try target(of: path)
        let name = target.split(separator: "/").last.map(String.init) ?? ""
        guard !name.isEmpty, !target.hasSuffix("/") else {
            throw .unwritable(path: path, reason: "it names no file")
        }
        let folder = String(target.dropLast(name.count))
        let tag = String(UInt32.random(in: 0..<1 << 30), radix: 32)
        let partial = folder + "." + name + "." + tag + ".partial"

        let descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw fail() }
        let isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
        let error = isWritten ? nil : fail()
        close(descriptor)
        guard error == nil, rename(partial, target) == 0 else {
            let error = error ?? fail()
            unlink(partial)
            throw error
        }
        synchronise(folder: folder)
    }

    /// Where a link leads. Only regular files are replaced: renaming over a device would take it away.
    private static func target(of path: String) throws(ImagingError) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { return path }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw .unwritable(path: path, reason: isFolder ? "it is a folder" : "it is not a regular file")
        }
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: CInt) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Foundation.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                if count < 0 { return false }
                done += count
            }
            return true
        }
    }

    /// So that the new name outlives a power cut. Not every file system can; the file is complete either way.
    private static func synchronise(folder: String) {
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor < 0 { return }
        fsync(descriptor)
        close(descriptor)
    }
}
