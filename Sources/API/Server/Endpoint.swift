internal import HTTPTypes
internal import Hummingbird

/// One route: what it answers to, under which name `openapi.yaml` describes it, and who answers.
struct Endpoint: Sendable {
    let method: HTTPRequest.Method
    /// With `{names}` for parameters.
    let path: String
    /// `operationId` in the document.
    let operation: String
    let handle: @Sendable (Request, Context) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String,
        _ handle: @escaping @Sendable (Request, Context) async throws -> Response
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        self.handle = handle
    }
}

extension [Endpoint] {
    func router(_ services: Services) -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware { RequestObserver(services: services, endpoints: self) }
        for endpoint in self { router.on(RouterPath(endpoint.path), method: endpoint.method, use: endpoint.handle) }
        return router
    }

    /// What a path that the router does not know with this method is told: 405 if it knows it with others, else 404.
    func refusal(of path: String) -> APIError {
        let methods = Set(filter { $0.matches(path) }.map(\.method.rawValue))
        guard !methods.isEmpty else {
            return APIError(.notFound, .notFound, "There is no route \(path.prefix(200))")
        }
        let list = methods.sorted().joined(separator: ", ")
        var error = APIError(.methodNotAllowed, .methodNotAllowed, "This route answers \(list) alone")
        error.headers[.allow] = list
        return error
    }
}

extension Endpoint {
    fileprivate func matches(_ path: String) -> Bool {
        let pattern = self.path.split(separator: "/"), parts = path.split(separator: "/")
        return pattern.count == parts.count && zip(pattern, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
