internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// What became of a request. None of these routes is counted by the per-minute limit: the published client never
/// retries, and one refusal would end its waiting.
struct RequestRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/v2/requests/{id}/status", "getStatus", status),
            Endpoint(.get, "/v2/requests/{id}", "getResult", result),
            Endpoint(.get, "/v1/requests/{id}", "getResultV1", result),
            Endpoint(.delete, "/v2/requests/{id}", "cancel", cancel),
            Endpoint(.delete, "/v2/requests/{id}/result", "deleteResult", delete),
            Endpoint(.get, "/v2/requests/{id}/events", "followEvents", events),
        ]
    }

    private func status(_ request: Request, _ context: Context) async throws -> Response {
        let (job, _) = try await job(request, context)
        return try await StatusReader(services: services, links: links(request, context)).response(job)
    }

    private func result(_ request: Request, _ context: Context) async throws -> Response {
        let (job, key) = try await job(request, context)
        return try await ResultReader(services: services, links: links(request, context)).response(job, of: key)
    }

    /// A job that has ended stays as it is, so that a client that cancels too late loses nothing.
    private func cancel(_ request: Request, _ context: Context) async throws -> Response {
        let (found, key) = try await job(request, context)
        guard let job = try await services.store.cancel(found.id, of: key.id) else {
            throw APIError.notFound(request: found.id.text)
        }
        services.watcher.take(.changed(job.id))
        let reader = StatusReader(services: services, links: links(request, context))
        return Response(json: try await reader.answer(job))
    }

    private func delete(_ request: Request, _ context: Context) async throws -> Response {
        let (job, key) = try await job(request, context)
        guard try await services.store.deleteResult(job.id, of: key.id) else {
            throw APIError.notFound(request: job.id.text)
        }
        return Response(status: .noContent)
    }

    private func events(_ request: Request, _ context: Context) async throws -> Response {
        let (job, key) = try await job(request, context)
        return EventStream(services: services, links: links(request, context), key: key).response(job.id)
    }

    private func job(_ request: Request, _ context: Context) async throws -> (Job, KeyRecord) {
        let key = try await Authentication(services: services).key(request, for: .jobs)
        let text = try context.parameters.require("id")
        guard let id = JobID(text), let job = try await services.store.job(id, of: key.id) else {
            throw APIError.notFound(request: text)
        }
        return (job, key)
    }

    private func links(_ request: Request, _ context: Context) -> Links {
        Links(request, peer: context.peer, settings: services.settings)
    }
}
