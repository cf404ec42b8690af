import Domain
import Storage
import TestStorage
import Testing

struct AccountTests {
    @Test func aKeyIsKnownByItselfAlone() async throws {
        let shop = try await Shop()
        var request = KeyRequest(name: "narrow")
        request.permissions = KeyPermissions(scopes: [.admin, .jobs], models: ["a", "b-1.5"])
        request.limits = KeyLimits(requestsPerMinute: 60, running: 1, queued: 2)
        let issued = try await shop.store.createKey(request)
        let record = try #require(await shop.store.key(issued.key))
        #expect(record == issued.record && record.name == "narrow" && !record.isDisabled)
        #expect(record.permissions == request.permissions && record.limits == request.limits)
        #expect(record.createdAt == shop.time.now && record.account != shop.key.account)
        #expect(try await shop.store.key(#require(APIKey("SG_0123456789abcdef"))) == nil)
        #expect(try await shop.store.keys() == [shop.key, record])
        #expect(try await shop.store.key(record.id) == record)
        #expect(try await shop.store.key(KeyID(99)) == nil)
    }

    @Test func noModelsAreNotAllModels() async throws {
        let shop = try await Shop()
        var request = KeyRequest(name: "none")
        request.permissions.models = []
        let key = try await shop.store.createKey(request).key
        #expect(try await shop.store.key(key)?.permissions.models == [])
    }

    @Test func theDatabaseDoesNotHoldKeys() async throws {
        let shop = try await Shop()
        let key = try await shop.store.createKey(KeyRequest(name: "secret")).key
        for file in try shop.folder.databaseFiles() {
            #expect(!file.contains(key.text.utf8), "the key is there in plain text")
            #expect(!file.contains(key.text.dropFirst(3).utf8))
        }
    }

    @Test func keysShareAnAccount() async throws {
        let shop = try await Shop()
        let second = try await shop.makeKey {
            $0.account = shop.key.account
            $0.credits = Shop.money(7)
        }
        try await shop.submit(of: second)
        try await shop.submit()
        try await shop.expectMoney(balance: Shop.money(990_007), reserved: Shop.money(10_000))
    }

    @Test func badKeysAreRefused() async throws {
        let shop = try await Shop()
        await #expect(throws: StoreError.unknownAccount(AccountID(99))) {
            try await shop.makeKey { $0.account = AccountID(99) }
        }
        let badValues: [@Sendable (inout KeyRequest) -> Void] = [
            { $0.credits = Shop.money(-1) }, { $0.credits = Money(microDollars: .max) }, { $0.limits.running = 0 },
            { $0.limits.queued = -1 }, { $0.limits.requestsPerMinute = 0 }, { $0.permissions.models = ["a,b"] },
            { $0.permissions.models = [""] },
        ]
        for change in badValues {
            await #expect(throws: StoreError.self) { try await shop.makeKey(change) }
        }
        #expect(try await shop.store.keys() == [shop.key], "no half of a refused key stays")
        await #expect(throws: StoreError.unknownKey(KeyID(99))) {
            try await shop.store.setDisabled(true, key: KeyID(99))
        }
    }

    @Test func creditsGoBothWaysAndNeverBelowZero() async throws {
        let shop = try await Shop()
        let account = shop.key.account
        #expect(try await shop.store.credit(Shop.money(5), to: account, note: "gift").balance == Shop.money(1_000_005))
        try await shop.submit()
        #expect(
            try await shop.store.credit(Shop.money(-995_005), to: account, note: "refund").balance == .zero)
        await #expect(throws: StoreError.insufficientCredits(balance: .zero, needed: Shop.money(1))) {
            try await shop.store.credit(Shop.money(-1), to: account, note: "refund")
        }
        try await shop.expectMoney(balance: .zero, reserved: Shop.price)
        #expect(try await shop.store.ledger(of: account, limit: 2).map(\.note) == ["refund", ""])
    }

    @Test(arguments: [Int64.max, .min, 1_000_000_000_000_000])
    func absurdCreditsAreRefused(amount: Int64) async throws {
        let shop = try await Shop()
        await #expect(throws: StoreError.self) {
            try await shop.store.credit(Shop.money(amount), to: shop.key.account, note: "")
        }
        await #expect(throws: StoreError.unknownAccount(AccountID(99))) {
            try await shop.store.credit(Shop.money(1), to: AccountID(99), note: "")
        }
        try await shop.expectMoney(balance: Shop.credits)
    }

    @Test func usageOutlivesTheHistory() async throws {
        let shop = try await Shop()
        let start = shop.time.now
        for cost in [1, 2] as [Int64] {
            try await shop.submit()
            try await shop.store.complete(shop.claim(), with: shop.completion(cost: Shop.money(cost)))
        }
        try await shop.submit()
        try await shop.store.fail(shop.claim(), with: JobFailure(.internal, "a fault"))
        let usage = Usage(submitted: 3, completed: 2, cost: Shop.money(3))
        shop.time.advance(by: .seconds(90 * 24 * 3600))
        _ = try await shop.store.expire()
        let key = shop.key.id, none = Usage(submitted: 0, completed: 0, cost: .zero)
        #expect(try await shop.store.usage(of: key, from: nil, before: nil) == usage)
        #expect(try await shop.store.usage(of: key, from: start, before: shop.time.now) == usage)
        #expect(try await shop.store.usage(of: key, from: shop.time.now, before: nil) == none)
        #expect(try await shop.store.usage(of: key, from: nil, before: start) == none)
    }
}
