public import Domain
internal import Foundation

extension APIServer {
    /// The body of a job's webhook: its result, or the status of one that failed. nil when the job is forgotten.
    public func webhookBody(_ id: JobID, of key: KeyID) async throws -> [UInt8]? {
        guard let job = try await services.store.anyJob(id), let record = try await services.store.key(key) else {
            return nil
        }
        let links = Links(base: services.settings.publicURL ?? services.state.localBase)
        guard case .completed(_, let outputs, _, let details) = job.outcome else {
            return Array(try JSONAnswer.data(StatusAnswer(job, links: links)))
        }
        let reader = ResultReader(services: services, links: links)
        return Array(try JSONAnswer.data(try await reader.answer(job, outputs, details, account: record.account)))
    }
}
