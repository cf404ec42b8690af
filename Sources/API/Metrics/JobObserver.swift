internal import Domain
internal import Foundation
internal import Logging

/// Counts jobs as they end, by what workers say. One that was missed is missing in the counters alone.
struct JobObserver: Sendable {
    let services: Services

    func follow() async {
        for await event in services.workers.events() {
            services.watcher.take(event)
            if case .changed(let id) = event { await count(id) }
        }
    }

    private func count(_ id: JobID) async {
        guard let job = try? await services.store.anyJob(id), let finished = job.finishedAt else { return }
        var stages = ["total": (finished - job.submittedAt).inSeconds]
        stages["queue"] = job.startedAt.map { ($0 - job.submittedAt).inSeconds }
        if case .completed(_, _, let inference, let details) = job.outcome {
            services.watcher.finished(in: inference.inSeconds)
            if let timings = try? JSONDecoder().decode(JobReport.self, from: Data(details.utf8)).timings {
                stages["prepare"] = timings.prepare
                stages["steps"] = timings.steps
                stages["decode"] = timings.decode
                stages["step"] = timings.step
            }
        }
        services.metrics.jobEnded(
            job.failure?.code.rawValue ?? "completed", chargedMicroDollars: job.cost.microDollars, stages: stages)
        services.logger.info(
            "job ended",
            metadata: [
                "request_id": "\(id)", "state": "\(job.state.rawValue)", "cost": "\(job.cost)",
                "retries": "\(job.retryCount)", "code": "\(job.failure?.code.rawValue ?? "")",
            ])
    }
}
