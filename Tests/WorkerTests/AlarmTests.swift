import Testing

import Worker

@Suite(.timeLimit(.minutes(10))) struct AlarmTests {
    @Test func aRingEndsTheWait() async {
        let alarm = Alarm()
        async let wait: Void = alarm.wait(atMost: .seconds(3600))
        alarm.ring()
        await wait
    }

    @Test func aRingBeforeTheWaitEndsIt() async {
        let alarm = Alarm()
        for _ in 1...3 { alarm.ring() }
        await alarm.wait(atMost: .seconds(3600))
        // It was one ring's worth.
        let clock = ContinuousClock()
        #expect(await clock.measure { await alarm.wait(atMost: .milliseconds(20)) } >= .milliseconds(20))
    }

    @Test func anEarlierWaitsTimeDoesNotEndALaterOne() async throws {
        let alarm = Alarm()
        alarm.ring()
        await alarm.wait(atMost: .milliseconds(1))
        async let short: Void = alarm.wait(atMost: .milliseconds(30))
        alarm.ring()
        await short
        let clock = ContinuousClock()
        #expect(await clock.measure { await alarm.wait(atMost: .milliseconds(60)) } >= .milliseconds(60))
    }
}
