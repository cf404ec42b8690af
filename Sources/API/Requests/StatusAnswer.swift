internal import Domain
internal import Foundation

/// `GET /v2/requests/{id}/status`.
struct StatusAnswer: Encodable {
    let status: String
    let request_id: JobID
    let status_url: String?
    let response_url: String?
    let error: String?
    let code: String?
    let metrics: MetricsAnswer
    var queue_position: Int?
    var progress: Double?
    var step: Int?
    var steps: Int?
    var eta_s: Double?
    /// Of a job that failed because its word can't be read.
    let attempts: [AttemptReport]?
    /// The URL of a small picture with a watermark.
    let preview: String?

    init(_ job: Job, links: Links) {
        status = job.state.rawValue
        request_id = job.id
        status_url = job.state.isTerminal ? nil : links.status(job.id)
        response_url = job.state.isTerminal ? nil : links.response(job.id)
        error = job.failure?.message
        code = job.failure?.code.rawValue
        metrics = MetricsAnswer(job)
        let unreadable = UnreadableAnswer(job, links: links)
        attempts = unreadable?.attempts
        preview = unreadable?.preview
        if job.state == .completed { progress = 1 }
    }
}

/// What is told of a job whose word can't be read; nil for any other.
struct UnreadableAnswer {
    let attempts: [AttemptReport]
    let preview: String?

    init?(_ job: Job, links: Links) {
        guard let failure = job.failure, failure.code == .unreadable,
            let report = try? JSONDecoder().decode(UnreadableReport.self, from: Data(failure.details.utf8))
        else { return nil }
        attempts = report.attempts
        preview = job.outputs.first.map { links.file($0.blob, contentType: $0.contentType) }
    }
}

/// Times in seconds, money in dollars.
struct MetricsAnswer: Encodable {
    var cost: Double?
    var remaining_credits: Double?
    var inference_time: Double?
    var queue_time: Double?
    var total_time: Double?
    var retry_count: Int?

    init(_ job: Job) {
        guard let finished = job.finishedAt else { return }
        if case .completed(let cost, _, let inference, _) = job.outcome {
            self.cost = cost.dollars
            inference_time = inference.inSeconds
        }
        queue_time = job.startedAt.map { ($0 - job.submittedAt).inSeconds }
        total_time = (finished - job.submittedAt).inSeconds
        retry_count = job.retryCount > 0 ? job.retryCount : nil
    }
}

extension Money {
    /// For JSON: micro-dollars are exact in a Double up to nine billion dollars.
    var dollars: Double { Double(microDollars) / 1_000_000 }
}
