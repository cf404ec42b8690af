import Domain
import Testing

struct TimestampTests {
    @Test func durationsAreWholeMilliseconds() {
        let start = Timestamp(milliseconds: 1000)
        #expect(start + .milliseconds(1) == Timestamp(milliseconds: 1001))
        #expect(start + .microseconds(1999) == Timestamp(milliseconds: 1001))
        #expect(start - .seconds(2) == Timestamp(milliseconds: -1000))
        #expect(Timestamp(milliseconds: 1500) - start == .milliseconds(500))
    }

    @Test func theEndsOfTimeHold() {
        let most = Timestamp(milliseconds: .max), least = Timestamp(milliseconds: .min)
        #expect(most + .milliseconds(1) == most && least - .milliseconds(1) == least)
        #expect(Timestamp(milliseconds: 0) + .seconds(Int64.max) == most)
        #expect(Timestamp(milliseconds: 0) + .seconds(Int64.min) == least)
        #expect(most - least == .milliseconds(Int64.max) - .milliseconds(Int64.min))
    }
}
