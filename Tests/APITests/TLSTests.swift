import API
import AsyncHTTPClient
import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import ServiceLifecycle
import Storage
import TestStorage
import TestSupport
import Testing

struct TLSTests {
    @Test func servesOverTLS() async throws {
        try await Stand.with { (stand: Stand) async throws in
            let certificate = try TestCertificate(in: stand.folder.data.path)
            let listener = APIServer.Listener(
                host: "127.0.0.2", port: 0,
                tls: .init(certificate: certificate.certificateFile, key: certificate.keyFile))
            let (ports, found) = AsyncStream.makeStream(of: Int.self)
            let service = try stand.server.clients(listener) { found.yield($0) }
            let group = ServiceGroup(services: [service], logger: Logger(label: "test"))
            let running = Task { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())

            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(certificate.certificateFile)
            let client = HTTPClient(configuration: .init(tlsConfiguration: tls))
            let response = try await client.execute(
                HTTPClientRequest(url: "https://127.0.0.2:\(port)/healthz"), timeout: .seconds(30))
            #expect(response.status == .ok)
            await #expect(throws: (any Error).self) {
                try await HTTPClient.shared.execute(
                    HTTPClientRequest(url: "https://127.0.0.2:\(port)/healthz"), timeout: .seconds(30))
            }
            try await client.shutdown()
            await group.triggerGracefulShutdown()
            try await running.value
        }
    }

    @Test func filesThatAreMissingAreAnError() async throws {
        try await Stand.with { (stand: Stand) async throws in
            let tls = APIServer.TLSFiles(certificate: "/nonexistent.pem", key: "/nonexistent.key")
            #expect(throws: (any Error).self) {
                try stand.server.clients(.init(host: "127.0.0.2", port: 0, tls: tls))
            }
        }
    }
}
