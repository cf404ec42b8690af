import Fetching
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization
import TestSupport

/// A site on loopback that remembers who came.
final class Website: Sendable {
    let port: Int
    private let log: Log

    final class Log: Sendable {
        let visits = Mutex<[String]>([])
        let posted = Mutex<[String]>([])
    }

    var visits: [String] { log.visits.withLock { $0 } }
    var posted: [String] { log.posted.withLock { $0 } }

    private init(port: Int, log: Log) {
        self.port = port
        self.log = log
    }

    static func with(_ tls: TestCertificate? = nil, _ body: (Website) async throws -> Void) async throws {
        let log = Log(), (ports, found) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "website")
        logger.logLevel = .critical
        let site = Application(
            router: router(log), server: try server(tls),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) }, logger: logger)
        let group = ServiceGroup(services: [site], logger: logger)
        let running = Task { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let website = Website(port: await iterator.next() ?? 0, log: log)
        let result: Result<Void, any Error>
        do { result = .success(try await body(website)) } catch { result = .failure(error) }
        await group.triggerGracefulShutdown()
        try await running.value
        try result.get()
    }

    private static func server(_ tls: TestCertificate?) throws -> HTTPServerBuilder {
        guard let tls else { return .http1() }
        return try .tls(
            .http1(),
            tlsConfiguration: .makeServerConfiguration(
                certificateChain: NIOSSLCertificate.fromPEMFile(tls.certificateFile).map { .certificate($0) },
                privateKey: .privateKey(NIOSSLPrivateKey(file: tls.keyFile, format: .pem))))
    }

    private static func router(_ log: Log) -> Router<BasicRequestContext> {
        let router = Router()
        func get(_ path: RouterPath, _ answer: @escaping @Sendable (Request) -> Response) {
            router.get(path) { request, _ in
                log.visits.withLock { $0.append(request.uri.path) }
                return answer(request)
            }
        }
        get("picture") { request in
            let text = "picture for \(request.head.authority ?? "") and \(request.headers[.userAgent] ?? "")"
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
        }
        get("to") { request in
            Response(status: .found, headers: [.location: request.uri.query ?? ""])
        }
        get("loop") { _ in Response(status: .found, headers: [.location: "/loop"]) }
        get("large") { _ in
            Response(status: .ok, body: .init(byteBuffer: ByteBuffer(repeating: 1, count: 1001)))
        }
        get("endless") { _ in
            Response(
                status: .ok,
                body: .init { writer in
                    while true { try await writer.write(ByteBuffer(repeating: 1, count: 100)) }
                })
        }
        get("slow") { _ in
            Response(
                status: .ok,
                body: .init { writer in
                    while true {
                        try await writer.write(ByteBuffer(repeating: 1, count: 1))
                        try await Task.sleep(for: .milliseconds(50))
                    }
                })
        }
        router.post("hook") { request, _ in
            let body = try await request.body.collect(upTo: 1000)
            log.posted.withLock { $0.append(String(buffer: body)) }
            return Response(status: .accepted)
        }
        router.post("to") { _, _ in Response(status: .methodNotAllowed) }
        return router
    }
}
