internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// What a job ended with.
struct ResultReader: Sendable {
    let services: Services
    let links: Links

    /// The result of a COMPLETED job, the status of any other.
    func response(_ job: Job, of key: KeyRecord) async throws -> Response {
        guard case .completed(_, let outputs, _, let details) = job.outcome else {
            return try await StatusReader(services: services, links: links).response(job)
        }
        return Response(json: try await answer(job, outputs, details, account: key.account))
    }

    func answer(
        _ job: Job, _ outputs: [JobOutput], _ details: String, account: AccountID
    ) async throws -> ResultAnswer {
        let inputs = StoredInputs(job.inputs),
            report = try? JSONDecoder().decode(JobReport.self, from: Data(details.utf8))
        let samples = Self.samples(outputs, report), images = samples.map { ResultAnswer.Image($0, links: links) }
        var metrics = MetricsAnswer(job)
        metrics.remaining_credits = try await services.store.account(account)?.balance.dollars
        var values = images.map(\.url)
        if inputs.isBase64 { values = try await base64(samples) }
        return ResultAnswer(
            status: job.state.rawValue, error: nil, request_id: job.id, output: .init(values: values), images: images,
            seed: samples.first.map { String($0.seed) } ?? "", prompt: inputs.prompt, timings: report?.timings,
            metrics: metrics, warnings: report.flatMap { $0.warnings.isEmpty ? nil : $0.warnings })
    }

    /// The samples' pictures, without the sheet that shows them all.
    static func samples(_ outputs: [JobOutput], _ report: JobReport?) -> [JobOutput] {
        report?.hasSheet == true ? outputs.dropLast() : outputs
    }

    func base64(_ samples: [JobOutput]) async throws -> [String] {
        var values: [String] = []
        for sample in samples {
            guard let bytes = try await services.blobs.bytes(of: sample.blob) else { continue }
            values.append(Data(bytes).base64EncodedString())
        }
        return values
    }
}

/// What a result repeats of the inputs as they were sent.
struct StoredInputs {
    let prompt: String
    let isBase64: Bool

    init(_ json: String) {
        let values = (try? SentBody(json: Array(json.utf8)))?.values ?? [:]
        prompt = values[ParameterName.prompt.rawValue]?.asText ?? ""
        isBase64 = values[ParameterName.base64.rawValue]?.asBool ?? false
    }
}
