package import CPUTensors
package import Checkpoints
internal import Foundation

/// The folder that keeps models' packed weights between starts: `WORD2IMG_CACHE`, or word2img's in the user's cache folder.
///
/// A model of Stable Diffusion's size starts in a fraction of a second from there, and workers share its memory. Small models pack in
/// less time than it takes to notice.
package struct WeightCache {
    /// Of weights' files, from which on a model is kept.
    package static let leastByteCount = 256 << 20

    package let folder: String

    /// nil where there is no such folder: `WORD2IMG_CACHE` is `none`, or the user has no home.
    package init?(environment: [String: String]) {
        if let folder = environment["WORD2IMG_CACHE"], !folder.isEmpty {
            guard folder != "none" else { return nil }
            self.folder = folder
        } else if let caches = environment["XDG_CACHE_HOME"], !caches.isEmpty {
            folder = caches + "/word2img"
        } else if let home = environment["HOME"], !home.isEmpty {
            folder = home + "/.cache/word2img"
        } else {
            return nil
        }
    }

    /// nil for a small model, and where the disk has no room.
    package func packedWeights(
        of model: ModelFolder, fingerprint: String, _ precision: Precision, leastByteCount: Int = leastByteCount
    ) throws -> PackedWeights? {
        let files = try model.weightFileStamp()
        guard files.byteCount >= leastByteCount else { return nil }
        let places = [model.path, model.controlNetFolder ?? ""].map { URL(filePath: $0).absoluteURL.path }
        let name = SHA256.hexadecimal(of: Array((places + ["\(precision)"]).joined(separator: "\n").utf8)).prefix(16)
        let path = "\(folder)/\(name).packed"
        if !FileManager.default.fileExists(atPath: path) {
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // fp32 takes twice what most files hold; and some must be left.
            let room = try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int
            guard let room, room > 4 * files.byteCount else { return nil }
        }
        return PackedWeights(path: path, identity: "\(fingerprint) \(precision) \(files.digest)")
    }
}
