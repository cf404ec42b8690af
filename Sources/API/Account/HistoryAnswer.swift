internal import Domain
internal import Foundation
internal import Hummingbird

/// `GET /inference-request/request-history`. The published client returns it as it is.
struct HistoryAnswer: Encodable {
    let page: Int
    let per_page: Int
    let total: Int
    let data: [Row]

    init(_ page: HistoryPage, _ query: HistoryQuery, links: Links) {
        self.page = query.page
        per_page = query.perPage
        total = page.total
        data = page.jobs.map { Row($0, links: links) }
    }

    struct Row: Encodable {
        let request_id: JobID
        let model_name: String
        let model_status: String
        /// In dollars.
        let credits_deduction: Double
        let request_body: [String: SentValue]
        /// Of the first picture that can still be read.
        let generation_url: String?
        let generation_urls: [String]
        let latency_ms: Int64?
        let model_created: String
        let model_completed: String?
        let error: String?

        init(_ job: Job, links: Links) {
            request_id = job.id
            model_name = job.model
            model_status = job.state.rawValue
            credits_deduction = job.cost.dollars
            request_body = (try? SentBody(json: Array(job.inputs.utf8)))?.values ?? [:]
            generation_urls = job.outputs.map { links.file($0.blob, contentType: $0.contentType) }
            generation_url = generation_urls.first
            latency_ms = job.finishedAt.map { ($0 - job.submittedAt).wholeMilliseconds }
            model_created = job.submittedAt.iso8601
            model_completed = job.finishedAt?.iso8601
            error = job.failure?.message
        }
    }
}
