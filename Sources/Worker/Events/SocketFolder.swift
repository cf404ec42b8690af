public import Domain
internal import Foundation

/// The folder with the sockets of a server and its workers, a socket a process.
public struct SocketFolder: Sendable, Hashable {
    public let path: String

    public init(path: String) { self.path = path }

    /// The folder that has this socket of a server.
    init(server: String) { path = URL(filePath: server).deletingLastPathComponent().path(percentEncoded: false) }

    public var server: String { join("server") }

    func socket(of worker: WorkerID) -> String { join(worker.name) }

    /// After its process has ended, which may have left it behind.
    func removeSocket(of worker: WorkerID) { unlink(socket(of: worker)) }

    /// Makes the folder, for its owner alone, and removes what an earlier server left in it.
    func prepare() throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in try files.contentsOfDirectory(atPath: path) where name.hasSuffix(Self.ending) {
            unlink("\(path)/\(name)")
        }
    }

    private static let ending = ".sock"

    private func join(_ name: String) -> String { (path.hasSuffix("/") ? path : path + "/") + name + Self.ending }
}
