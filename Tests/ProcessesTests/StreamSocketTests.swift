import Processes
import Testing

struct StreamSocketTests {
    @Test func movesMoreThanTheSystemBuffers() async throws {
        let child = try ShellChild("cat")
        let bytes = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        async let echo = PlainThread.run { try child.connection.read(bytes.count, by: .now + .seconds(600)) }
        try await PlainThread.run { try child.connection.write(bytes, by: .now + .seconds(600)) }
        #expect(try await echo == bytes)
    }

    @Test func doesNotWaitForEver() throws {
        let child = try ShellChild("read line; read line")
        #expect(throws: ProcessError.timedOut) { try child.connection.read(1, by: .now + .milliseconds(20)) }
        #expect(throws: ProcessError.timedOut) {
            try child.connection.write(Array(repeating: 1, count: 8 << 20), by: .now + .milliseconds(20))
        }
    }

    /// The signal for writing to nobody would end this process.
    @Test func noticesThatNobodyIsThere() async throws {
        let child = try ShellChild("exit 0")
        _ = await child.process.ending()
        #expect(throws: ProcessError.closed) { try child.connection.read(1, by: .now + .seconds(300)) }
        #expect(throws: ProcessError.closed) { try child.connection.write([1], by: .now + .seconds(300)) }
    }
}
