import Foundation
import Processes
import TestSupport
import Testing

struct DatagramSocketTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func messagesArriveWholeAndInOrder() async throws {
        let server = try DatagramSocket(path: folder.path("server")),
            worker = try DatagramSocket(path: folder.path("worker"))
        let sent: [[UInt8]] = [[], [1], Array(repeating: 7, count: 40_000)]
        for message in sent { #expect(worker.send(message, to: server.path)) }
        var received: [[UInt8]] = []
        for await message in server.messages {
            received.append(message)
            if received.count == sent.count { break }
        }
        #expect(received == sent)
    }

    @Test func whatIsTooLongIsDropped() async throws {
        let server = try DatagramSocket(path: folder.path("server")),
            worker = try DatagramSocket(path: folder.path("worker"))
        #expect(worker.send(Array(repeating: 1, count: DatagramSocket.messageLimit + 1), to: server.path))
        #expect(worker.send([2], to: server.path))
        var messages = server.messages.makeAsyncIterator()
        #expect(await messages.next() == [2])
    }

    @Test func nobodyIsNoError() throws {
        let worker = try DatagramSocket(path: folder.path("worker"))
        #expect(!worker.send([1], to: folder.path("nobody")))
        #expect(!worker.send([1], to: folder.path(String(repeating: "x", count: 200))))
        try DatagramSocket(path: folder.path("server")).close()
        #expect(!worker.send([1], to: folder.path("server")))
    }

    /// One that is bound and never read.
    @Test func aFullReceiverBlocksNobody() throws {
        let deaf = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(deaf) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = folder.path("deaf")
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(deaf, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        #expect(isBound)
        let worker = try DatagramSocket(path: folder.path("worker"))
        #expect(worker.send([1], to: path))
        #expect((0..<100_000).contains { _ in !worker.send([1], to: path) })
    }

    @Test func theOldestAreDroppedForAReaderThatIsAway() async throws {
        let server = try DatagramSocket(path: folder.path("server"), backlog: 2)
        let worker = try DatagramSocket(path: folder.path("worker"))
        for number in 0..<200 as Range<UInt8> {
            // The receiving thread is at work: it has to get a turn now and then.
            while !worker.send([number], to: server.path) { await Task.yield() }
        }
        while !worker.send([255], to: server.path) { await Task.yield() }
        var messages = server.messages.makeAsyncIterator(), count = 0
        while let message = await messages.next(), message != [255] { count += 1 }
        #expect(count < 200)
    }

    @Test func aDeadProcessSocketIsReplaced() async throws {
        let path = folder.path("server")
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let server = try DatagramSocket(path: path), worker = try DatagramSocket(path: folder.path("worker"))
        #expect(worker.send([3], to: path))
        var messages = server.messages.makeAsyncIterator()
        #expect(await messages.next() == [3])
    }

    @Test func closingEndsTheMessagesAndRemovesThePath() async throws {
        let server = try DatagramSocket(path: folder.path("server"))
        server.close()
        var messages = server.messages.makeAsyncIterator()
        #expect(await messages.next() == nil)
        #expect(!FileManager.default.fileExists(atPath: server.path))
    }

    @Test func aPathThatIsTooLongIsNamed() throws {
        let long = folder.path(String(repeating: "x", count: 100))
        let error = #expect(throws: ProcessError.socketPath(long, limit: 107)) { try DatagramSocket(path: long) }
        #expect("\(String(describing: error))".contains("shorter path"))
        let longest = folder.path(String(repeating: "x", count: 107 - folder.path.utf8.count - 1))
        #expect(throws: Never.self) { try DatagramSocket(path: longest) }
    }
}
