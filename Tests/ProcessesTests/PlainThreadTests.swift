import Foundation
import Processes
import Testing

struct PlainThreadTests {
    @Test func valuesAndErrorsComeBack() async throws {
        struct Fault: Error {}
        #expect(try await PlainThread.run { 7 } == 7)
        await #expect(throws: Fault.self) { try await PlainThread.run { throw Fault() } }
        try await PlainThread.run {
            let value = try PlainThread.wait { 7 }
            #expect(value == 7)
            #expect(throws: Fault.self) { try PlainThread.wait { throw Fault() } }
        }
    }

    /// All of them at once would fill Swift's own threads, were they theirs.
    @Test(.timeLimit(.minutes(10))) func aHundredMayBlock() async throws {
        let gate = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup { group in
            for _ in 0..<100 { group.addTask { try await PlainThread.run { gate.wait() } } }
            group.addTask { for _ in 0..<100 { gate.signal() } }
            try await group.waitForAll()
        }
    }

    @Test func theyAreAsNiceAsTheFirst() async {
        await #expect(processExitsWith: .success) {
            let process = __priority_which_t(PRIO_PROCESS.rawValue)
            try #require(setpriority(process, id_t(getpid()), 15) == 0)
            #expect(try await PlainThread.run { getpriority(process, 0) } == 15)
        }
    }
}
