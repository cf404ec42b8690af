import Fetching
import Testing

struct FetcherTests {
    /// Whatever a spelling is, it is resolved first, and the address judged.
    @Test(arguments: [
        "http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://0x7f000001/", "http://2130706433/",
        "http://017700000001/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[0:0:0:0:0:ffff:7f00:1]/",
        "http://localhost/", "http://LOCALHOST./", "http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/",
        "http://[64:ff9b::7f00:1]/", "http://0/", "http://１２７.0.0.1/", "http://100.100.100.200/",
    ])
    func privateAddressesAreRefused(url: String) async throws {
        var error: FetchError?
        do { _ = try await Fetcher(AddressPolicy(), userAgent: "test").fetch(url) } catch let thrown as FetchError {
            error = thrown
        }
        guard case .refusedAddress = error else {
            Issue.record("\(url) gave \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "ftp://example.com/", "file:///etc/passwd", "http://user:secret@example.com/", "http://", "example.com", "",
        "http://exa mple.com/", "http://127%2e0.0.1/", "http://example.com:99999/", "gopher://127.0.0.1/",
    ])
    func badURLsAreRefusedUnresolved(url: String) async throws {
        let resolver = TableResolver([:])
        await #expect(throws: FetchError.self) {
            try await Fetcher(AddressPolicy(), userAgent: "test", resolver: resolver).fetch(url)
        }
        #expect(resolver.asked == [])
    }

    @Test func contentComesFromTheAddressThatWasChecked() async throws {
        try await Website.with { (site: Website) async throws in
            // The name leads to the site at first and then elsewhere: whoever asks twice is led astray.
            let resolver = TableResolver(["shop.test": [["127.0.0.1"], ["127.0.0.9"]]])
            let fetcher = Fetcher(
                AddressPolicy(allowing: ["127.0.0.1"]), userAgent: "word2img/test", resolver: resolver)
            let bytes = try await fetcher.fetch("http://shop.test:\(site.port)/picture")
            #expect(String(decoding: bytes, as: UTF8.self) == "picture for shop.test:\(site.port) and word2img/test")
            #expect(resolver.asked == ["shop.test"])
        }
    }

    @Test func aPrivateAddressBesideAnAllowedOneIsNotUsed() async throws {
        try await Website.with { (site: Website) async throws in
            let resolver = TableResolver(["shop.test": [["10.0.0.1", "127.0.0.1"]]])
            let fetcher = Fetcher(AddressPolicy(allowing: ["127.0.0.1"]), userAgent: "test", resolver: resolver)
            _ = try await fetcher.fetch("http://shop.test:\(site.port)/picture")
            #expect(site.visits == ["/picture"])
        }
    }

    @Test func everyRedirectIsCheckedAnew() async throws {
        try await Website.with { (site: Website) async throws in
            let resolver = TableResolver(["shop.test": [["127.0.0.1"]], "inside.test": [["10.0.0.1"]]])
            let fetcher = Fetcher(AddressPolicy(allowing: ["shop.test"]), userAgent: "test", resolver: resolver)
            let base = "http://shop.test:\(site.port)"
            #expect(try await fetcher.fetch("\(base)/to?/picture").count > 0)
            await #expect(throws: FetchError.refusedAddress(host: "inside.test")) {
                try await fetcher.fetch("\(base)/to?http://inside.test/picture")
            }
            await #expect(throws: FetchError.refusedAddress(host: "127.0.0.1")) {
                try await Fetcher(
                    AddressPolicy(allowing: ["shop.test"]), userAgent: "test", resolver: LiteralResolver(resolver)
                )
                .fetch("\(base)/to?http://127.0.0.1:\(site.port)/picture")
            }
            await #expect(throws: FetchError.badURL("is neither http nor https")) {
                try await fetcher.fetch("\(base)/to?file:///etc/passwd")
            }
            await #expect(throws: FetchError.tooManyRedirects(limit: 3)) { try await fetcher.fetch("\(base)/loop") }
        }
    }

    @Test func whatIsTooLargeOrTooSlowIsCutOff() async throws {
        try await Website.with { (site: Website) async throws in
            let fetcher = Fetcher(AddressPolicy(allowing: ["127.0.0.1"]), userAgent: "test")
            var limits = Fetcher.Limits()
            limits.bytes = 1000
            for path in ["large", "endless"] {
                await #expect(throws: FetchError.tooLarge(limit: 1000)) {
                    try await fetcher.fetch("http://127.0.0.1:\(site.port)/\(path)", limits)
                }
            }
            limits.time = .milliseconds(300)
            await #expect(throws: FetchError.timedOut(seconds: 0.3)) {
                try await fetcher.fetch("http://127.0.0.1:\(site.port)/slow", limits)
            }
            await #expect(throws: FetchError.status(404)) {
                try await fetcher.fetch("http://127.0.0.1:\(site.port)/nothing")
            }
        }
    }

    @Test func postsAnswerTheStatus() async throws {
        try await Website.with { (site: Website) async throws in
            let fetcher = Fetcher(AddressPolicy(allowing: ["127.0.0.1"]), userAgent: "test")
            let base = "http://127.0.0.1:\(site.port)"
            #expect(
                try await fetcher.post("\(base)/hook", headers: [("x-test", "1")], body: Array("hello".utf8)) == 202)
            #expect(site.posted == ["hello"])
            #expect(try await fetcher.post("\(base)/to", headers: [], body: []) == 405)
            await #expect(throws: FetchError.refusedAddress(host: "127.0.0.1")) {
                try await Fetcher(AddressPolicy(), userAgent: "test").post("\(base)/hook", headers: [], body: [])
            }
        }
    }
}
