import AsyncHTTPClient
import NIOHTTP1
import NIOCore
import NIOHTTP1
import Webhooks

/// Posts to wherever it is told: for receivers on this machine.
struct ClientPoster: WebhookPoster {
    func post(_ url: String, headers: [(String, String)], body: [UInt8]) async throws -> Int {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(body)
        return Int(try await HTTPClient.shared.execute(request, timeout: .seconds(30)).status.code)
    }
}
