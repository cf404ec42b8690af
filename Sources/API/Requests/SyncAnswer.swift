internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// What a v1 request answers: the picture itself, or JSON with the pictures in base64.
struct SyncAnswer: Sendable {
    let services: Services
    let links: Links

    /// `job`: nil when the deadline came first.
    func response(_ job: Job?, _ id: JobID, _ key: KeyRecord) async throws -> Response {
        guard let job else {
            var error = APIError(
                .gatewayTimeout, .deadlineExceeded,
                "The request takes longer than this route waits; it goes on: see \(links.status(id))")
            error.requestID = id
            throw error
        }
        guard case .completed(let cost, let outputs, let inference, let details) = job.outcome else {
            return Response(
                json: FailureAnswer(job, links: links), status: Self.status(of: job.failure),
                headers: [.requestID: id.text])
        }
        let report = try? JSONDecoder().decode(JobReport.self, from: Data(details.utf8))
        let samples = ResultReader.samples(outputs, report)
        guard let first = samples.first, let shown = samples.count < outputs.count ? outputs.last : first else {
            throw APIError.notFound(request: id.text)
        }
        var headers: HTTPFields = [
            .requestID: id.text, .cost: cost.description, .seedValue: String(first.seed),
            .generationTime: String(inference.inSeconds),
        ]
        if let balance = try await services.store.account(key.account)?.balance {
            headers[.remainingCredits] = balance.description
        }
        headers[.outputMetadata] = try JSONAnswer.text(["width": shown.size.width, "height": shown.size.height])
        if samples.count > 1 {
            headers[.outputs] = try JSONAnswer.text(samples.map { links.file($0.blob, contentType: $0.contentType) })
        }
        if StoredInputs(job.inputs).isBase64 {
            let images = try await ResultReader(services: services, links: links).base64(samples)
            return Response(
                json: Base64Answer(image: .init(values: images), infer_time: inference.inSeconds), headers: headers)
        }
        guard let bytes = try await services.blobs.bytes(of: shown.blob) else {
            throw APIError.notFound(request: id.text)
        }
        return Response(bytes: bytes, contentType: shown.contentType, headers: headers)
    }

    /// As the contract's table has it: whose fault it is.
    private static func status(of failure: JobFailure?) -> HTTPResponse.Status {
        switch failure?.code {
        case .workerLost, .expired: .badGateway
        case .internal, nil: .internalServerError
        case .cancelled, .invalidImage, .unreadable, .notReproducible, .unsafe: .unprocessableContent
        }
    }

    struct FailureAnswer: Encodable {
        let error: String
        let code: String
        let status: String
        let request_id: JobID
        let attempts: [AttemptReport]?
        let preview: String?

        init(_ job: Job, links: Links) {
            error = job.failure?.message ?? "the request failed"
            code = job.failure?.code.rawValue ?? APIError.Code.internalError.rawValue
            status = job.state.rawValue
            request_id = job.id
            let unreadable = UnreadableAnswer(job, links: links)
            attempts = unreadable?.attempts
            preview = unreadable?.preview
        }
    }

    struct Base64Answer: Encodable {
        let image: ResultAnswer.Output
        let status = "Success"
        let infer_time: Double
    }
}
