internal import Foundation

/// A folder that goes with its last user.
public final class TemporaryFolder: Sendable {
    /// Without a slash at its end, and short enough for sockets.
    public let path: String

    public init() throws {
        path = "/tmp/w2i-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    public func path(_ name: String) -> String { path + "/" + name }

    public var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}
