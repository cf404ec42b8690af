internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// For load balancers: whether the process lives, and whether requests should be sent to it.
struct HealthRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/healthz", "health") { _, _ in Response(json: ["status": "ok"]) },
            Endpoint(.get, "/readyz", "readiness", readiness),
        ]
    }

    private func readiness(_ request: Request, _ context: Context) async throws -> Response {
        if services.state.isDraining { return Self.notReady("the server is about to stop") }
        do { _ = try await services.store.load() } catch { return Self.notReady("the store can't be read") }
        return Response(json: ["status": "ready"])
    }

    private static func notReady(_ reason: String) -> Response {
        Response(json: ["status": "not ready", "reason": reason], status: .serviceUnavailable)
    }
}
