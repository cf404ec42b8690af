internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Asking for pictures: v1, which waits for them, and v2, which does not.
struct GenerationRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.post, "/v1/{slug}", "generate", generate),
            Endpoint(.post, "/{slug}", "generateWithoutVersion", generate),
            Endpoint(.post, "/v2/{slug}", "submit", submit),
            Endpoint(.post, "/v2/{slug}/estimate", "estimate", estimate),
            Endpoint(.post, "/v2/{slug}/ladder", "submitLadder", ladder),
        ]
    }

    private func submit(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await admit(request, context), links = links(request, context)
        let result = try await submitted(request, key, links, sheet: false)
        return try await SubmissionAnswer.response(result.receipt, key, services, links, headers)
    }

    private func ladder(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await admit(request, context), links = links(request, context)
        let body = try await SentBody(request, limit: services.settings.bodyLimit)
        let order = try SentLadder(body, services).order(idempotencyKey: request.headers[.idempotencyKey])
        let result = try await Submitter(services: services, links: links, key: key).submit(order)
        return try await SubmissionAnswer.response(result.receipt, key, services, links, headers)
    }

    private func estimate(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await admit(request, context)
        let body = try await SentBody(request, limit: services.settings.bodyLimit)
        let parameters = try SentParameters(body, services, needsWord: false)
        let price = try services.settings.prices.price(of: parameters.requests)
        let balance = try await services.store.account(key.account)?.balance ?? .zero
        return Response(
            json: EstimateAnswer(
                cost: price.dollars, credits: balance.dollars, is_covered: price <= balance,
                warnings: parameters.warnings), headers: headers)
    }

    private func generate(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await admit(request, context), links = links(request, context)
        let result = try await submitted(request, key, links, sheet: true)
        let id = result.receipt.job, limit = services.settings.syncDeadline
        let waiter = JobWaiter(services: services)
        let job: Job?
        if services.settings.cancelsOnDisconnect {
            job = try await request.body.consumeWithCancellationOnInboundClose { _ in
                try await withTaskCancellationHandler {
                    try await waiter.end(of: id, key: key.id, within: limit)
                } onCancel: {
                    Task { _ = try? await services.store.cancel(id, of: key.id) }
                }
            }
        } else {
            job = try await waiter.end(of: id, key: key.id, within: limit)
        }
        var response = try await SyncAnswer(services: services, links: links).response(job, id, key)
        response.headers.append(contentsOf: headers)
        return response
    }

    private func submitted(
        _ request: Request, _ key: KeyRecord, _ links: Links, sheet: Bool
    ) async throws -> Submitter.Result {
        let body = try await SentBody(request, limit: services.settings.bodyLimit)
        let order = Submitter.Order(
            try SentParameters(body, services), idempotencyKey: request.headers[.idempotencyKey], sheet: sheet)
        return try await Submitter(services: services, links: links, key: key).submit(order)
    }

    /// The key, counted, for a model that there is.
    private func admit(_ request: Request, _ context: Context) async throws -> (KeyRecord, HTTPFields) {
        let slug = try context.parameters.require("slug"), known = services.settings.slug
        let authentication = Authentication(services: services)
        let key = try await authentication.key(request, for: .jobs)
        guard slug == known else {
            throw APIError(.notFound, .unknownModel, "There is no model \(slug.prefix(64)); there is \(known)")
        }
        guard key.permissions.allow(model: slug) else {
            throw APIError(.forbidden, .notPermitted, "This API key is not permitted to use the model \(slug)")
        }
        return (key, try authentication.count(key))
    }

    private func links(_ request: Request, _ context: Context) -> Links {
        Links(request, peer: context.peer, settings: services.settings)
    }
}

/// `POST /v2/{slug}`.
struct SubmissionAnswer: Encodable {
    let request_id: JobID
    var status = JobState.queued.rawValue
    let poll_url: String
    let status_url: String
    let response_url: String
    /// Of a replay: the first request's result can't be fetched any more.
    var expired: Bool?

    init(_ id: JobID, links: Links) {
        request_id = id
        poll_url = links.poll(id)
        status_url = links.status(id)
        response_url = links.response(id)
    }

    static func response(
        _ receipt: SubmissionReceipt, _ key: KeyRecord, _ services: Services, _ links: Links, _ headers: HTTPFields
    ) async throws -> Response {
        let id = receipt.job
        var answer = SubmissionAnswer(id, links: links)
        if case .replayed(_, let isGone) = receipt {
            let job = try await services.store.historyEntry(id, of: key.id)
            answer.status = job?.state.rawValue ?? JobState.completed.rawValue
            answer.expired = isGone ? true : nil
        }
        return Response(json: answer, headers: headers.adding(.requestID, id.text))
    }
}

/// `POST /v2/{slug}/estimate`, in dollars.
struct EstimateAnswer: Encodable {
    let cost: Double
    let credits: Double
    let is_covered: Bool
    let warnings: [String]
}

extension HTTPFields {
    func adding(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}
