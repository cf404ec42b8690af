internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// Round every route: gives errors their bodies, the answer its request id, the log its line and the metrics their count.
struct RequestObserver: RouterMiddleware {
    let services: Services
    let endpoints: [Endpoint]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do { response = try await next(request, context) } catch {
            response = try answer(to: error, request, context)
        }
        if response.headers[.requestID] == nil { response.headers[.requestID] = UUID().uuidString.lowercased() }
        let seconds = start.duration(to: .now).inSeconds, route = context.endpointPath ?? "none"
        services.metrics.request(request.method.rawValue, route, status: response.status.code, seconds: seconds)
        services.logger.log(
            level: response.status.code >= 500 ? .error : .info, "request",
            metadata: [
                "method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)",
                "ms": "\(Int((seconds * 1000).rounded()))", "request_id": "\(response.headers[.requestID] ?? "")",
            ])
        return response
    }

    private func answer(to error: any Error, _ request: Request, _ context: Context) throws -> Response {
        switch error {
        case let error as APIError: return error.response
        case let error as StoreError: return APIError(error).response
        case let error as any HTTPResponseError where error.status == .notFound:
            return endpoints.refusal(of: request.uri.path).response
        case let error as any HTTPResponseError where error.status.code < 500:
            return APIError(error.status, .malformedBody, "The request can't be read: \(error.status.reasonPhrase)")
                .response
        case is CancellationError: throw error
        default:
            let id = UUID().uuidString.lowercased()
            services.logger.error("fault", metadata: ["error": "\(error)", "request_id": "\(id)"])
            var fault = APIError(
                .internalServerError, .internalError, "A fault of ours; the log has more under request id \(id)")
            fault.headers[.requestID] = id
            return fault.response
        }
    }
}
