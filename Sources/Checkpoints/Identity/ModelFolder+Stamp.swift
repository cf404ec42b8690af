internal import Foundation

extension ModelFolder {
    /// The weights' files as the file system knows them.
    public struct WeightFileStamp: Sendable {
        /// Other digits whenever a file is written to or replaced.
        public let digest: String
        /// Of all files.
        public let byteCount: Int
    }

    /// Throws where a folder can't be read.
    public func weightFileStamp() throws(WeightError) -> WeightFileStamp {
        var lines: [String] = [], byteCount = 0
        for component in Component.allCases {
            guard let folder = folder(component) else { continue }
            for name in try WeightFiles.names(in: folder).sorted() where name.hasSuffix(".safetensors") {
                let path = folder + "/" + name
                var status = stat()
                guard stat(path, &status) == 0 else { throw .unreadable(path: path, reason: systemReason()) }
                let changed = status.st_mtim
                lines.append("\(path) \(status.st_size) \(changed.tv_sec).\(changed.tv_nsec)")
                byteCount += Int(status.st_size)
            }
        }
        let digest = SHA256.hexadecimal(of: Array(lines.joined(separator: "\n").utf8))
        return WeightFileStamp(digest: digest, byteCount: byteCount)
    }
}
