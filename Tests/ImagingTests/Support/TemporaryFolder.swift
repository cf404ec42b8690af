import Foundation

/// A folder that lives as long as this.
final class TemporaryFolder: Sendable {
    /// Without a slash at its end.
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "word2img-\(UUID().uuidString)")
            .path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}
