internal import Foundation
internal import Storage

enum FolderCopy {
    /// What recipes are signed with, where there is one yet.
    static func key(from source: DataFolder, to target: DataFolder) throws {
        guard FileManager.default.fileExists(atPath: source.receiptKey) else { return }
        try FileManager.default.copyItem(atPath: source.receiptKey, toPath: target.receiptKey)
    }

    /// Copies the files of a folder, as links to the same bytes where the file system can: blobs never change. Answers how
    /// many. A file that goes meanwhile is left out.
    static func files(from source: String, to target: String) throws -> Int {
        let manager = FileManager.default
        var count = 0
        for name in try manager.contentsOfDirectory(atPath: source) where !name.hasPrefix(".") {
            let (from, to) = ("\(source)/\(name)", "\(target)/\(name)")
            if link(from, to) == 0 {
                count += 1
                continue
            }
            do {
                try manager.copyItem(atPath: from, toPath: to)
                count += 1
            } catch  where !manager.fileExists(atPath: from) {
                continue
            }
        }
        return count
    }
}
