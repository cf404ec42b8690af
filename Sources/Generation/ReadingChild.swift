internal import Domain
internal import Foundation
internal import Imaging
internal import Processes
internal import Readability

/// Reads a picture in another process: Tesseract has crashed on pictures before, and a server must not go down with it.
struct ReadingChild: Sendable {
    /// A word2img.
    let program: String

    private static let deadline = Duration.seconds(30)
    private static let lengthLimit = 64 << 10

    private struct Report: Decodable {
        let verdict: Verdict
    }

    /// Blocks the calling thread. Throws ``WordFault`` where the reader can't cope with the picture.
    func reading(of picture: Bitmap, expecting word: String) throws -> Reading {
        let file = FileManager.default.temporaryDirectory.appending(path: "word2img-\(UUID().uuidString).png").path
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data(try picture.encoded(as: .png)), attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file]) }
        defer { try? FileManager.default.removeItem(atPath: file) }
        let (process, own) = try start(file, word)
        defer { process.send(signal: SIGKILL) }
        let line: [UInt8]
        do { line = try Self.line(own) } catch ProcessError.closed {
            throw WordFault("the reader failed on it: send the word as text, or a simpler picture")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return Reading(try decoder.decode(Report.self, from: Data(line)).verdict)
    }

    /// Nothing here keeps the child's end open: its death ends the connection.
    private func start(_ file: String, _ word: String) throws -> (ChildProcess, StreamSocket) {
        let (own, childs) = try StreamSocket.pair()
        var child = ChildProgram(program, arguments: ["read", file, "--expect=\(word)", "--json"])
        child.input = .socket(childs)
        return (try ChildProcess(child), own)
    }

    private static func line(_ socket: StreamSocket) throws(ProcessError) -> [UInt8] {
        let end = ContinuousClock.now + deadline
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n") {
            guard line.count < lengthLimit else { throw .closed }
            line += try socket.read(1, by: end)
        }
        return line
    }
}
