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
        let samples = Self.samples(outputs, report), isLadder = report?.product == .ladder
        let images = samples.enumerated().map { index, output in
            let pictures = isLadder ? [] : report?.pictures ?? []
            return ResultAnswer.Image(output, index < pictures.count ? pictures[index] : nil, links: links)
        }
        var metrics = MetricsAnswer(job)
        metrics.remaining_credits = try await services.store.account(account)?.balance.dollars
        var values = images.map(\.url)
        if inputs.isBase64 { values = try await base64(samples) }
        if report?.product == .pack, let archive = outputs.last {
            values = [links.file(archive.blob, contentType: archive.contentType)]
        }
        return ResultAnswer(
            status: job.state.rawValue, error: nil, request_id: job.id, output: .init(values: values), images: images,
            seed: samples.first.map { String($0.seed) } ?? "",
            prompt: report?.pictures.first?.receipt.recipe.request.prompt ?? inputs.prompt, timings: report?.timings,
            metrics: metrics, warnings: report?.warnings.nonEmpty, attempts: report?.attempts.nonEmpty,
            cells: isLadder ? report?.pictures.map { cell($0, inputs) } : nil, replay: report?.replay)
    }

    /// What was sent for the ladder, with the cell's settings in the place of the lists.
    private func cell(_ report: PictureReport, _ inputs: StoredInputs) -> ResultAnswer.Cell {
        let request = report.receipt.recipe.request
        var body = inputs.values
        for name in [Parameter.controlScales, .controlStarts, .seeds, .draftSteps, .webhook] {
            body[name.rawValue] = nil
        }
        if case .text(let path) = body[Parameter.image.rawValue], path.hasPrefix("/") {
            body[Parameter.image.rawValue] = .text(links.path(path))
        }
        body[Parameter.controlScale.rawValue] = .number(request.controlScale)
        body[Parameter.controlStart.rawValue] = .number(request.controlStart)
        body[Parameter.seed.rawValue] = .integer(request.seed)
        return ResultAnswer.Cell(
            control_scale: request.controlScale, control_start: request.controlStart, seed: String(request.seed),
            readability: report.reading?.readability, read_as: report.reading?.readAs, request: body)
    }

    /// The samples' pictures, without what comes after them.
    static func samples(_ outputs: [JobOutput], _ report: JobReport?) -> [JobOutput] {
        switch report?.product {
        case .sheet, .pack: outputs.dropLast()
        case .pictures, .ladder, nil: outputs
        }
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
    let values: [String: SentValue]

    init(_ json: String) { values = (try? SentBody(json: Array(json.utf8)))?.values ?? [:] }

    var prompt: String { values[Parameter.prompt.rawValue]?.asText ?? "" }
    var isBase64: Bool { values[Parameter.base64.rawValue]?.asBool ?? false }
}

extension Array {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
