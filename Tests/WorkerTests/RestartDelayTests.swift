import Testing

import Worker

struct RestartDelayTests {
    @Test func doublesUpToItsLimit() {
        var delay = RestartDelay()
        let delays = (0..<8).map { _ in delay.next(afterLifeOf: .seconds(1)) / .seconds(1) }
        #expect(delays == [0.5, 1, 2, 4, 8, 16, 30, 30])
    }

    @Test func beginsAnewAfterASoundLife() {
        var delay = RestartDelay()
        for _ in 0..<4 { _ = delay.next(afterLifeOf: .seconds(59)) }
        #expect(delay.next(afterLifeOf: .seconds(60)) == .milliseconds(500))
        #expect(delay.next(afterLifeOf: .seconds(1)) == .seconds(1))
    }
}
