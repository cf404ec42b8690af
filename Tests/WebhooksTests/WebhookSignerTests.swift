import Domain
import Testing
import Webhooks

struct WebhookSignerTests {
    /// The example of the Standard Webhooks specification's libraries.
    @Test func theSpecificationsExample() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signature = WebhookSigner(secret).signature(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8))
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func everyPartIsSigned() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let other = try #require(WebhookSecret("whsec_NfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signatures = [
            WebhookSigner(secret).signature(id: "a", timestamp: 1, body: [1]),
            WebhookSigner(other).signature(id: "a", timestamp: 1, body: [1]),
            WebhookSigner(secret).signature(id: "b", timestamp: 1, body: [1]),
            WebhookSigner(secret).signature(id: "a", timestamp: 2, body: [1]),
            WebhookSigner(secret).signature(id: "a", timestamp: 1, body: [2]),
            WebhookSigner(secret).signature(id: "a", timestamp: 1, body: []),
        ]
        #expect(Set(signatures).count == signatures.count)
    }
}
