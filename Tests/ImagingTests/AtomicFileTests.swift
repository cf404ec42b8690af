import Foundation
import Imaging
import TestSupport
import Testing

struct AtomicFileTests {
    @Test func writesAndReplaces() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/picture.png"
        for content in [[1, 2, 3], [], Array(repeating: 7, count: 1 << 20)] as [[UInt8]] {
            try AtomicFile.write(content, to: path)
            #expect(try Array(Data(contentsOf: URL(filePath: path))) == content)
            #expect(try folder.names == ["picture.png"])
        }
    }

    /// The process is ended by a signal in the middle of the write: the limit on a file's size is half of what is
    /// written.
    @Test func whenKilledHalfwayTheOldFileStays() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/picture.png"
        try AtomicFile.write([1, 2, 3], to: path)
        await #expect(processExitsWith: .signal(SIGXFSZ)) { [path = path as String] in
            // Whoever started the tests may have it ignored, and threads of a pool have it blocked.
            signal(SIGXFSZ, SIG_DFL)
            var signals = sigset_t()
            sigaddset(&signals, SIGXFSZ)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            try AtomicFile.write(Array(repeating: 7, count: 2 << 20), to: path)
        }
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == [1, 2, 3])
        let left = try folder.names.filter { $0 != "picture.png" }
        #expect(left.count == 1 && left[0].hasPrefix(".picture.png.") && left[0].hasSuffix(".partial"))
    }

    /// The same with the signal ignored: the write fails, and nothing is left behind.
    @Test func whenTheDiskIsFullTheOldFileStays() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/picture.png"
        try AtomicFile.write([1, 2, 3], to: path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            #expect(throws: ImagingError.self) { try AtomicFile.write(Array(repeating: 7, count: 2 << 20), to: path) }
        }
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == [1, 2, 3])
        #expect(try folder.names == ["picture.png"])
    }

    @Test func linksAreFollowed() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/picture.png", link = folder.path + "/link.png"
        try AtomicFile.write([1], to: path)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "picture.png")
        try AtomicFile.write([2], to: link)
        #expect(try Array(Data(contentsOf: URL(filePath: path))) == [2])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "picture.png")
    }

    @Test(arguments: ["", "/", "/dev/null", "/tmp", "no such folder/x.png", "x/"])
    func placesThatAreNoFilesAreRefused(_ path: String) {
        let error = #expect(throws: ImagingError.self) { try AtomicFile.write([1], to: path) }
        if case .unwritable(path, _) = error { return }
        Issue.record("\(String(describing: error))")
    }
}
