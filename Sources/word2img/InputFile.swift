internal import Checkpoints
internal import Foundation

/// A file that a user names.
enum InputFile {
    /// Throws one line for a file that isn't there, may not be read, is no regular file, or has more than `limit` bytes.
    static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(badInput: "\(path): \(String(cString: strerror(errno)))") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(badInput: "\(path): it is not a regular file") }
        guard status.st_size <= limit else {
            throw Failure(badInput: "\(path): \(status.st_size) bytes; at most \(limit) are read")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(badInput: "\(path): it can't be read")
        }
        return Array(data)
    }

    /// SHA-256 of a file's bytes: 64 hexadecimal digits.
    static func digest(_ bytes: [UInt8]) -> String { SHA256.hexadecimal(of: bytes) }
}
