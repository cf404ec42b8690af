import Fetching
import Foundation
import TestSupport
import Testing

struct TLSTests {
    /// The connection is made to an address; the certificate is held against the name.
    @Test func theCertificateMustBeTheNames() async throws {
        try await withSite { site, trusted in
            let fetcher = try fetcher(trusted)
            let bytes = try await fetcher.fetch("https://pinned.example:\(site.port)/picture")
            #expect(String(decoding: bytes, as: UTF8.self).contains("picture for pinned.example"))
            #expect(try await fetcher.post("https://pinned.example:\(site.port)/hook", headers: [], body: [65]) == 202)
            await #expect(throws: FetchError.failed(host: "other.example")) {
                try await fetcher.fetch("https://other.example:\(site.port)/picture")
            }
            #expect(site.visits == ["/picture"])
        }
    }

    @Test func aCertificateThatNobodyTrustsIsRefused() async throws {
        try await withSite { site, _ in
            await #expect(throws: FetchError.failed(host: "pinned.example")) {
                try await fetcher(nil).fetch("https://pinned.example:\(site.port)/picture")
            }
            await #expect(throws: FetchError.failed(host: "pinned.example")) {
                try await fetcher(nil).post("https://pinned.example:\(site.port)/hook", headers: [], body: [65])
            }
            #expect(site.visits == [] && site.posted == [])
        }
    }

    @Test func aFileWithoutCertificatesIsAnError() {
        #expect(throws: (any Error).self) { try TrustedCertificates(file: "/nonexistent.pem") }
        #expect(throws: (any Error).self) { try TrustedCertificates(file: "/etc/passwd") }
    }

    private func withSite(_ body: (Website, TrustedCertificates) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        let certificate = try TestCertificate(in: folder.path)
        let trusted = try TrustedCertificates(file: certificate.certificateFile)
        try await Website.with(certificate) { (site: Website) async throws in try await body(site, trusted) }
    }

    private func fetcher(_ trusted: TrustedCertificates?) throws -> Fetcher {
        Fetcher(
            try AddressPolicy(allowing: ["127.0.0.1"]), userAgent: "test", trusted: trusted,
            resolver: TableResolver(["pinned.example": [["127.0.0.1"]], "other.example": [["127.0.0.1"]]]))
    }
}
