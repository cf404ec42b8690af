internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// Where a job stands, from the store and from what its worker has said.
struct StatusReader: Sendable {
    let services: Services
    let links: Links

    func answer(_ job: Job) async throws -> StatusAnswer {
        var answer = StatusAnswer(job, links: links)
        switch job.state {
        case .queued:
            guard let position = try await services.store.queuePosition(of: job.id) else { break }
            answer.queue_position = position
            answer.progress = 0
            // Each worker takes one job at a time, and all of them take turns.
            let workers = Double(max(1, services.workers.alive))
            answer.eta_s = services.watcher.secondsPerJob.map {
                (($0 * (1 + Double(position) / workers)) * 10).rounded() / 10
            }
        case .processing:
            guard let progress = services.watcher.progress(of: job.id) else { break }
            answer.step = progress.step
            answer.steps = progress.steps
            answer.progress = (1000 * Double(progress.step) / Double(max(1, progress.steps))).rounded() / 1000
            answer.eta_s = (progress.secondsLeft * 10).rounded() / 10
        case .completed, .failed: break
        }
        return answer
    }

    /// 422 for a job that failed, as published.
    func response(_ job: Job) async throws -> Response {
        Response(json: try await answer(job), status: job.state == .failed ? .unprocessableContent : .ok)
    }
}
