import Domain
import Testing

struct WebhookSecretTests {
    @Test func randomOnesHaveTheirFormAndDiffer() {
        var random = SystemRandomNumberGenerator()
        let secrets = (0..<1000).map { _ in WebhookSecret(using: &random) }
        #expect(secrets.allSatisfy { WebhookSecret($0.text) == $0 && $0.bytes.count == 24 })
        #expect(secrets.allSatisfy { $0.text.utf8.count == 38 } && Set(secrets).count == 1000)
    }

    @Test func textAndBytesAreTheSame() throws {
        let secret = try #require(WebhookSecret("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"))
        #expect(secret.bytes == Array(0..<24))
        #expect(WebhookSecret(bytes: 0..<24 as Range<UInt8>) == secret)
        #expect(WebhookSecret(bytes: 0..<23 as Range<UInt8>) == nil)
    }

    @Test(arguments: [
        "", "whsec_", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYX", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=",
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGA==", "WHSEC_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX",
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFR-_",
    ])
    func otherTextsAreRefused(text: String) { #expect(WebhookSecret(text) == nil) }

    @Test func secretsDoNotShowThemselves() throws {
        let secret = try #require(WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", "\(Optional(secret) as Any)", dumped] {
            #expect(!text.contains("MfKQ") && !text.contains("49"))
        }
    }

    @Test func deliveryIDsHaveTheirForm() {
        var random = SystemRandomNumberGenerator()
        let ids = (0..<1000).map { _ in DeliveryID(using: &random) }
        #expect(ids.allSatisfy { DeliveryID($0.text) == $0 && $0.text.utf8.count == 36 } && Set(ids).count == 1000)
        for text in ["", "msg_", "msg_0123456789abcdef0123456789abcde", "msg_0123456789abcdef0123456789abcdeF"] {
            #expect(DeliveryID(text) == nil)
        }
    }
}
