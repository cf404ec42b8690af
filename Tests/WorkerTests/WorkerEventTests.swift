import Domain
import Testing
import Worker

struct WorkerEventTests {
    private let job: JobID = {
        var random = SystemRandomNumberGenerator()
        return JobID(using: &random)
    }()

    @Test func messagesAreReadAsTheyWereWritten() throws {
        let events: [WorkerEvent] = [
            .changed(job), .progress(JobProgress(job: job, step: 3, steps: 25, secondsLeft: 12.5)),
            .progress(JobProgress(job: job, step: 3, steps: 25, secondsLeft: 0, preview: [10, 0, 255, 10])),
        ]
        for event in events { #expect(try WorkerEvent(datagram: event.datagram) == event) }
    }

    @Test func previewsAreNotBlownUp() throws {
        let preview = Array(repeating: 200 as UInt8, count: 30_000)
        let progress = JobProgress(job: job, step: 1, steps: 2, secondsLeft: 3, preview: preview)
        #expect(try WorkerEvent.progress(progress).datagram.count < 30_300)
    }

    @Test(arguments: [[], [10], Array("{}".utf8), Array("[1]\nx".utf8)])
    func whatIsNoMessageIsAnError(bytes: [UInt8]) {
        #expect(throws: (any Error).self) { try WorkerEvent(datagram: bytes) }
    }
}
