internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// A key's credits and history, and the models there are.
struct AccountRoutes: Sendable {
    let services: Services

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/v1/get-user-credits", "getCredits", credits),
            Endpoint(.get, "/inference-request/request-history", "getHistory", history),
            Endpoint(.get, "/inference-request/request-history/{id}", "getHistoryEntry", historyEntry),
            Endpoint(.get, "/v1/models", "getModels", models),
        ]
    }

    private func credits(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await admit(request)
        let balance = try await services.store.account(key.account)?.balance ?? .zero
        return Response(json: ["credits": balance.dollars, "free-credits": 0], headers: headers)
    }

    private func history(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await admit(request)
        let query = try HistoryQuery(request.uri.queryParameters)
        let page = try await services.store.history(query, of: key.id)
        let links = Links(request, peer: context.peer, settings: services.settings)
        return Response(json: HistoryAnswer(page, query, links: links), headers: headers)
    }

    private func historyEntry(_ request: Request, _ context: Context) async throws -> Response {
        let (key, headers) = try await admit(request)
        let text = try context.parameters.require("id")
        guard let id = JobID(text), let job = try await services.store.historyEntry(id, of: key.id) else {
            throw APIError.notFound(request: text)
        }
        let links = Links(request, peer: context.peer, settings: services.settings)
        return Response(json: HistoryAnswer.Row(job, links: links), headers: headers)
    }

    private func models(_ request: Request, _ context: Context) async throws -> Response {
        _ = try await Authentication(services: services).key(request, for: .jobs)
        return Response(json: ModelsAnswer(models: [.init(services.settings)]))
    }

    private func admit(_ request: Request) async throws -> (KeyRecord, HTTPFields) {
        try await Authentication(services: services).admit(request, for: .account)
    }
}

/// `GET /v1/models`.
struct ModelsAnswer: Encodable {
    let models: [Model]

    struct Model: Encodable {
        let slug: String
        let name = "Word2img"
        let sizes: [Int]
        /// In dollars, for the parameters' defaults.
        let price: Double?

        init(_ settings: ServiceSettings) {
            slug = settings.slug
            if case .squares(let sides) = settings.limits.sizes { sizes = sides } else { sizes = [] }
            price = try? settings.prices.price(of: GenerationRequest(prompt: "")).dollars
        }
    }
}
