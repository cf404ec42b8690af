internal import Domain

/// The text of `/metrics`.
struct MetricsReport: Sendable {
    let services: Services

    func text() async throws -> String {
        let state = services.metrics.snapshot, load = try await services.store.load()
        let oldest = try await services.store.oldestQueued(), now = services.time.now
        let credits = try await services.store.credits()
        var text = PrometheusText()
        text.metric(
            "word2img_http_requests_total", .counter, "Requests answered, by route and status.",
            state.requests.sorted {
                ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
            }
            .map {
                (
                    [("method", $0.key.method), ("route", $0.key.route), ("status", String($0.key.status))],
                    Double($0.value)
                )
            })
        text.histograms(
            "word2img_http_request_seconds", "Time from a request's head to its answer.", [([], state.durations)])
        text.metric("word2img_jobs_queued", .gauge, "Jobs that wait.", Double(load.queued))
        text.metric("word2img_jobs_running", .gauge, "Jobs that run.", Double(load.running))
        text.metric(
            "word2img_queue_age_seconds", .gauge, "How long the oldest waiting job has waited.",
            oldest.map { max(0, (now - $0).inSeconds) } ?? 0)
        text.metric(
            "word2img_jobs_ended_total", .counter, "Jobs that ended while this node ran, by outcome.",
            state.jobs.sorted { $0.key < $1.key }.map { ([("outcome", $0.key)], Double($0.value)) })
        text.histograms(
            "word2img_job_stage_seconds", "Time of completed jobs by stage; of `step`, one step's.",
            state.stages.sorted { $0.key < $1.key }.map { ([("stage", $0.key)], $0.value) })
        text.metric(
            "word2img_charged_dollars_total", .counter, "Charged for completed jobs while this node ran.",
            Double(state.charged) / 1_000_000)
        text.metric(
            "word2img_credits_dollars", .gauge, "Credits of all accounts, by what they are.",
            [
                ([("kind", "balance")], credits.balance.dollars), ([("kind", "reserved")], credits.reserved.dollars),
            ])
        text.metric("word2img_workers", .gauge, "Worker processes that run.", Double(services.workers.alive))
        text.metric(
            "word2img_worker_restarts_total", .counter, "Worker processes started again.",
            Double(services.workers.restarts))
        if let memory = ProcessMemory.resident {
            text.metric("process_resident_memory_bytes", .gauge, "Resident memory of this process.", Double(memory))
        }
        return text.text
    }
}
