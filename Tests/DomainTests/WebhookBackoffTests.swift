import Domain
import Testing

struct WebhookBackoffTests {
    @Test func eightAttemptsAreMade() {
        let now = Timestamp(milliseconds: 1000), backoff = WebhookBackoff()
        let seconds: [Int64] = [5, 30, 120, 600, 3600, 21_600, 86_400]
        for (index, wait) in seconds.enumerated() {
            #expect(backoff.state(after: index + 1, at: now) == .due(Timestamp(milliseconds: 1000 + wait * 1000)))
        }
        #expect(backoff.state(after: 8, at: now) == .givenUp)
        #expect(backoff.state(after: 9, at: now) == .givenUp)
    }
}
