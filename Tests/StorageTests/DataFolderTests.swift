import Foundation
import Storage
import TestStorage
import Testing

struct DataFolderTests {
    @Test func oneServerAtATime() throws {
        let folder = try TemporaryDataFolder()
        let lock = try folder.data.lockForServer()
        let error = #expect(throws: StorageError.self) { try folder.data.lockForServer() }
        let pid = ProcessInfo.processInfo.processIdentifier
        #expect(error == .folderInUse(path: folder.data.path, pid: Int(pid)))
        #expect(error?.description.contains("(process \(pid)) uses the data folder \(folder.data.path)") == true)
        withExtendedLifetime(lock) {}
    }

    @Test func theLockEndsWithItsHolder() throws {
        let folder = try TemporaryDataFolder()
        for _ in 0..<3 { withExtendedLifetime(try folder.data.lockForServer()) {} }
    }

    /// A worker that outlives its server must not keep the next one out.
    @Test func childrenDoNotInheritTheLock() throws {
        let folder = try TemporaryDataFolder()
        var lock: FileLock? = try folder.data.lockForServer()
        let child = Process(), input = Pipe()
        child.executableURL = URL(fileURLWithPath: "/bin/cat")
        child.standardInput = input
        try child.run()
        #expect(lock != nil)
        lock = nil
        #expect(throws: Never.self) { try folder.data.lockForServer() }
        try input.fileHandleForWriting.close()
        child.waitUntilExit()
    }

    /// Commands work while the server runs.
    @Test func theLockKeepsNobodyFromTheDatabase() async throws {
        let folder = try TemporaryDataFolder()
        let lock = try folder.data.lockForServer()
        #expect(try await SQLiteStore(folder.data).audit() == [])
        withExtendedLifetime(lock) {}
    }

    @Test func theFolderIsItsOwnersAlone() throws {
        let folder = try TemporaryDataFolder()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.data.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func aFolderThatCannotBeMadeIsAnError() throws {
        let folder = try TemporaryDataFolder()
        let file = folder.data.path + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        #expect(throws: StorageError.self) { try DataFolder(at: file + "/data") }
    }
}
