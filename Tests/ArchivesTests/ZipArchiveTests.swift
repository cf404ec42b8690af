import Archives
import Foundation
import TestSupport
import Testing

struct ZipArchiveTests {
    private let entries = [
        ZipArchive.Entry("pictures/square.png", [1, 2, 3]), ZipArchive.Entry("größe.txt", Array("größe".utf8)),
        ZipArchive.Entry("empty.json", []), ZipArchive.Entry("long.bin", (0..<100_000).map { UInt8($0 % 251) }),
    ]

    /// Read back by a program that is not ours.
    @Test func othersCanReadIt() throws {
        let folder = try TemporaryFolder()
        try Data(ZipArchive.bytes(of: entries)).write(to: URL(filePath: folder.path("a.zip")))
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = ["python3", "-m", "zipfile", "-e", "a.zip", "out"]
        python.currentDirectoryURL = URL(filePath: folder.path)
        try python.run()
        python.waitUntilExit()
        #expect(python.terminationStatus == 0)
        for entry in entries {
            let file = URL(filePath: folder.path("out/\(entry.path)"))
            #expect(try Array(Data(contentsOf: file)) == entry.bytes)
        }
    }

    @Test func theSameEntriesGiveTheSameBytes() throws {
        let first = try ZipArchive.bytes(of: entries), second = try ZipArchive.bytes(of: entries)
        #expect(first == second && first.starts(with: Array("PK".utf8)))
        #expect(try ZipArchive.bytes(of: entries.reversed()) != first)
    }

    @Test func noEntriesAreAnArchiveToo() throws {
        #expect(try ZipArchive.bytes(of: []).count == 22)
    }
}
