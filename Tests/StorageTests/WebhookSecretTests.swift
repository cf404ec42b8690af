import Domain
import Storage
import Testing

struct WebhookSecretTests {
    @Test func everyKeyHasItsOwn() async throws {
        let shop = try await Shop()
        let issued = try await shop.store.createKey(KeyRequest(name: "a"))
        #expect(try await shop.store.webhookSecret(of: issued.record.id) == issued.webhookSecret)
        #expect(try await shop.store.webhookSecret(of: shop.key.id) != issued.webhookSecret)
    }

    @Test func aNewOneTakesThePlaceOfTheOld() async throws {
        let shop = try await Shop()
        let other = try await shop.store.webhookSecret(of: shop.makeKey())
        let old = try await shop.store.webhookSecret(of: shop.key.id)
        let new = try await shop.store.rotateWebhookSecret(of: shop.key.id)
        #expect(new != old)
        #expect(try await shop.store.webhookSecret(of: shop.key.id) == new)
        #expect(other != new)
    }

    @Test func unknownKeysHaveNone() async throws {
        let shop = try await Shop()
        await #expect(throws: StoreError.unknownKey(KeyID(99))) { try await shop.store.webhookSecret(of: KeyID(99)) }
        await #expect(throws: StoreError.unknownKey(KeyID(99))) {
            try await shop.store.rotateWebhookSecret(of: KeyID(99))
        }
    }
}
