internal import Domain
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
public import Logging
internal import NIOCore
internal import NIOSSL
public import ServiceLifecycle

/// The HTTP service: one listener for clients, one for the operator.
public struct APIServer: Sendable {
    public let services: Services

    public init(_ services: Services) { self.services = services }

    /// Where a listener listens. A port of 0 asks the system for a free one.
    public struct Listener: Sendable {
        public var host: String
        public var port: Int
        public var tls: TLSFiles?

        public init(host: String, port: Int, tls: TLSFiles? = nil) {
            self.host = host
            self.port = port
            self.tls = tls
        }
    }

    /// PEM files.
    public struct TLSFiles: Sendable {
        public var certificate: String
        public var key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// What `openapi.yaml` describes.
    var clientEndpoints: [Endpoint] {
        [document] + HealthRoutes(services: services).endpoints + RequestRoutes(services: services).endpoints
            + AccountRoutes(services: services).endpoints + WebhookRoutes(services: services).endpoints
            + FileRoutes(services: services).endpoints
            + WordRoutes(services: services).endpoints + ReplayRoutes(services: services).endpoints
            + GenerationRoutes(services: services).endpoints
    }

    var adminEndpoints: [Endpoint] {
        HealthRoutes(services: services).endpoints + AdminRoutes(services: services).endpoints
    }

    private var document: Endpoint {
        Endpoint(.get, "/openapi.yaml", "document") { _, _ in
            Response(bytes: services.settings.document, contentType: "application/yaml")
        }
    }

    /// Method, path and name of each client route.
    package var operations: [(method: String, path: String, name: String)] {
        clientEndpoints.map { ($0.method.rawValue.lowercased(), $0.path, $0.operation) }
    }

    /// A service that serves clients until it is shut down gracefully. `onRunning` gets the port.
    public func clients(
        _ listener: Listener, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> any Service {
        try application(clientEndpoints, listener) { port in
            services.state.localBase = "\(services.settings.scheme)://\(listener.host):\(port)"
            await onRunning(port)
        }
    }

    public func admin(
        _ listener: Listener, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws -> any Service {
        try application(adminEndpoints, listener, onRunning)
    }

    /// Follows the workers: without it, nobody hears of progress, and waiting takes a second longer.
    public func observer() -> any Service { Observer(services: services) }

    /// From now on no new jobs are taken.
    public func drain() { services.state.drain() }

    private func application(
        _ endpoints: [Endpoint], _ listener: Listener,
        _ onRunning: @escaping @Sendable (Int) async -> Void
    ) throws -> any Service {
        let server: HTTPServerBuilder =
            if let tls = listener.tls {
                try .tls(
                    .http1(),
                    tlsConfiguration: .makeServerConfiguration(
                        certificateChain: NIOSSLCertificate.fromPEMFile(tls.certificate).map { .certificate($0) },
                        privateKey: .privateKey(NIOSSLPrivateKey(file: tls.key, format: .pem))))
            } else {
                .http1(configuration: .init(idleTimeout: .seconds(75)))
            }
        return Application(
            router: endpoints.router(services), server: server,
            configuration: .init(address: .hostname(listener.host, port: listener.port), serverName: "word2img"),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? listener.port) },
            logger: services.logger)
    }

    private struct Observer: Service {
        let services: Services

        func run() async throws {
            await cancelWhenGracefulShutdown { await JobObserver(services: services).follow() }
        }
    }
}
