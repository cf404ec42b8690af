internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// What became of a request's webhook, and the secret that webhooks are signed with.
struct WebhookRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/v2/requests/{id}/webhook", "getDeliveries", deliveries),
            Endpoint(.post, "/v2/webhook-secret", "rotateWebhookSecret", rotate),
        ]
    }

    /// Not counted, like everything that is asked about a request.
    private func deliveries(_ request: Request, _ context: Context) async throws -> Response {
        let key = try await Authentication(services: services).key(request, for: .jobs)
        let text = try context.parameters.require("id")
        guard let id = JobID(text), let log = try await services.store.deliveries(of: id, key: key.id) else {
            throw APIError.notFound(request: text)
        }
        return Response(json: DeliveryAnswer(log))
    }

    private func rotate(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await Authentication(services: services).admit(request, for: .account)
        let secret = try await services.store.rotateWebhookSecret(of: key.id)
        return Response(json: ["webhook_secret": secret.text], headers: headers)
    }
}
