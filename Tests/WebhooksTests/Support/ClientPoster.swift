import AsyncHTTPClient
import NIOHTTP1
import NIOCore
import NIOHTTP1
import Webhooks

/// Posts to wherever it is told: for receivers on this machine.
struct ClientPoster: WebhookPoster {
    private static let client = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // A connection that is refused is an error at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws -> Int {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(body)
        return Int(try await Self.client.execute(request, timeout: .seconds(30)).status.code)
    }
}
