import Domain
import Testing

struct JobStateTests {
    @Test func onlyEndsAreTerminal() {
        #expect(JobState.allCases.filter(\.isTerminal) == [.completed, .failed])
        #expect(JobState.allCases.map(\.rawValue) == ["QUEUED", "PROCESSING", "COMPLETED", "FAILED"])
    }

    @Test func nothingIsCompletedWithoutBeingProcessed() {
        #expect(!JobState.queued.successors.contains(.completed))
        #expect(JobState.allCases.allSatisfy { !$0.successors.contains($0) })
    }
}
