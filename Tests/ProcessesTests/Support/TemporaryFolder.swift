import Foundation

/// A folder that goes with its last user. Its path is short enough for sockets.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = "/tmp/w2i-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }
}
