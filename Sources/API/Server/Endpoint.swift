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
    /// The router over these routes. A path that exists answers 405 to the methods that it has not.
    func router(_ services: Services) -> Router<Context> {
        let router = Router(context: Context.self, options: .autoGenerateHeadEndpoints)
        router.addMiddleware { RequestObserver(services: services) }
        for endpoint in self { router.on(RouterPath(endpoint.path), method: endpoint.method, use: endpoint.handle) }
        for (path, endpoints) in Dictionary(grouping: self, by: \.path) {
            let allowed = Set(endpoints.map(\.method))
            for method in Self.methods where !allowed.contains(method) && !(method == .head && allowed.contains(.get)) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in throw Self.notAllowed(allowed) }
            }
        }
        return router
    }

    private static var methods: [HTTPRequest.Method] { [.get, .head, .post, .put, .patch, .delete, .options] }

    private static func notAllowed(_ allowed: Set<HTTPRequest.Method>) -> APIError {
        let list = allowed.map(\.rawValue).sorted().joined(separator: ", ")
        var error = APIError(.methodNotAllowed, .methodNotAllowed, "This route answers \(list) alone")
        error.headers[.allow] = list
        return error
    }
}
