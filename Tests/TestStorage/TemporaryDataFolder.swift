internal import Foundation
public import Storage

/// A data folder of a test's own, which goes with it.
public final class TemporaryDataFolder: Sendable {
    public let data: DataFolder

    /// In memory where the system has a file system for that, unless it has to be on a disk: what most tests ask of the
    /// store does not depend on it.
    public init(isOnDisk: Bool = false) throws {
        let memory = "/dev/shm"
        let parent =
            !isOnDisk && FileManager.default.isWritableFile(atPath: memory)
            ? memory : FileManager.default.temporaryDirectory.path
        data = try DataFolder(at: "\(parent)/word2img-test-\(UUID().uuidString)")
    }

    deinit { try? FileManager.default.removeItem(atPath: data.path) }
}
