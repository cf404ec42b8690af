internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Requests to hosts that clients name. Names are resolved first, addresses checked, and the connection is made to the
/// address that was checked, for every redirect anew.
public struct Fetcher: Sendable {
    public struct Limits: Sendable, Hashable {
        /// Of the content.
        public var bytes = 20 << 20
        /// For all of it, redirects included.
        public var time = Duration.seconds(8)
        public var redirects = 3

        public init() {}
    }

    private let policy: AddressPolicy
    private let resolver: any Resolver
    private let userAgent: String
    private let trusted: TrustedCertificates?

    /// `trusted`: beside the system's own.
    public init(
        _ policy: AddressPolicy, userAgent: String, trusted: TrustedCertificates? = nil,
        resolver: any Resolver = SystemResolver()
    ) {
        self.policy = policy
        self.userAgent = userAgent
        self.trusted = trusted
        self.resolver = resolver
    }

    /// Throws ``FetchError``.
    public func fetch(_ url: String, _ limits: Limits = Limits()) async throws -> [UInt8] {
        let first = try Target(url)
        return try await within(limits.time) {
            var target = first
            for _ in 0...limits.redirects {
                switch try await get(target, limits) {
                case .content(let bytes): return bytes
                case .redirect(let location): target = try target.redirected(to: location)
                }
            }
            throw FetchError.tooManyRedirects(limit: limits.redirects)
        }
    }

    /// Answers the status. Redirects are not followed. Throws ``FetchError``.
    public func post(
        _ url: String, headers: [(String, String)], body: [UInt8], time: Duration = .seconds(10)
    ) async throws -> Int {
        let target = try Target(url)
        return try await within(time) {
            var request = HTTPClientRequest(url: target.url)
            request.method = .POST
            for (name, value) in headers { request.headers.add(name: name, value: value) }
            request.body = .bytes(body)
            return try await send(request, to: target, within: time) { Int($0.status.code) }
        }
    }

    private enum Reply {
        case content([UInt8])
        case redirect(String)
    }

    private func get(_ target: Target, _ limits: Limits) async throws -> Reply {
        try await send(HTTPClientRequest(url: target.url), to: target, within: limits.time) { response in
            if [301, 302, 303, 307, 308].contains(response.status.code),
                let location = response.headers.first(name: "location")
            {
                return .redirect(location)
            }
            guard (200..<300).contains(response.status.code) else { throw FetchError.status(Int(response.status.code)) }
            let tooLarge = FetchError.tooLarge(limit: limits.bytes)
            if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > limits.bytes {
                throw tooLarge
            }
            var bytes: [UInt8] = []
            for try await part in response.body {
                guard bytes.count + part.readableBytes <= limits.bytes else { throw tooLarge }
                bytes.append(contentsOf: part.readableBytesView)
            }
            return .content(bytes)
        }
    }

    /// One request, to an address that was checked. A client of its own for each: its connections lead to that address
    /// alone, and none is left open for a request to come, which might resolve the name otherwise.
    private func send<Value: Sendable>(
        _ request: HTTPClientRequest, to target: Target, within time: Duration,
        _ read: (HTTPClientResponse) async throws -> Value
    ) async throws -> Value {
        let address = try await address(of: target.host)
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.dnsOverride = [target.host: address.description]
        configuration.httpVersion = .http1Only
        configuration.tlsConfiguration = trusted?.configuration
        configuration.connectionPool.retryConnectionEstablishment = false
        var request = request
        request.headers.replaceOrAdd(name: "user-agent", value: userAgent)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Value, any Error>
        do { result = .success(try await read(try await client.execute(request, timeout: .init(time)))) } catch {
            result = .failure(
                error is FetchError || error is CancellationError ? error : FetchError.failed(host: target.host))
        }
        // Not waited for: a server that does not end its side of TLS takes seconds.
        Task { try? await client.shutdown() }
        return try result.get()
    }

    /// The first that may be contacted. All others are left alone, so that a name with one public and one private address
    /// leads nowhere private.
    private func address(of host: String) async throws -> IPAddress {
        let found = try await resolver.addresses(of: host)
        guard !found.isEmpty else { throw FetchError.unknownHost(host) }
        guard let address = found.first(where: { policy.allows($0, host: host) }) else {
            throw FetchError.refusedAddress(host: host)
        }
        return address
    }

    /// Also against a server that sends a byte a second.
    private func within<Value: Sendable>(
        _ time: Duration, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: time)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else {
                throw FetchError.timedOut(seconds: time / .seconds(1))
            }
            return value
        }
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) { self = .nanoseconds(Int64(duration / .nanoseconds(1))) }
}
