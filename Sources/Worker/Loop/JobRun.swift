internal import Domain
internal import Foundation
internal import Logging
internal import Processes

/// One claimed job, from the claim to its end.
struct JobRun: Sendable {
    let loop: WorkerLoop
    let claim: Claim
    let job: JobInHand
    let logger: Logger

    init(_ loop: WorkerLoop, _ claim: Claim, _ job: JobInHand) {
        self.loop = loop
        self.claim = claim
        self.job = job
        var logger = loop.logger
        logger[metadataKey: "request_id"] = "\(job.id)"
        self.logger = logger
    }

    func run() async {
        let heartbeat = Task { await beat() }
        defer { heartbeat.cancel() }
        let start = ContinuousClock.now
        logger.info("job begun")
        switch await ending() {
        case .givenUp: await giveBack()
        case .generated(.success(let result)): await hand(in: result, after: start.duration(to: .now))
        case .generated(.failure(is JobInterrupted)): logger.info("job stopped: its lease is lost")
        case .generated(.failure(let failure as JobFailure)): await fail(failure)
        case .generated(.failure(let failed as FailedGeneration)): await fail(failed.failure, failed.previews)
        case .generated(.failure(let error)):
            logger.error("job failed", metadata: ["error": "\(error)"])
            await fail(JobFailure(.internal, "the picture could not be made, by a fault of the server's"))
        }
    }

    /// Waits for the generator, or for the worker to stop. A generator that is in the middle of a step then goes on in vain
    /// until the step is done, or the process is.
    private func ending() async -> JobInHand.Ending {
        Task {
            do {
                let task = try JSONDecoder().decode(JobTask.self, from: Data(claim.task.utf8))
                let picture = try await picture()
                let result = try await PlainThread.run {
                    try loop.generator.generate(task, picture: picture, report: report)
                }
                job.end(.generated(.success(result.warned(task.warnings))))
            } catch { job.end(.generated(.failure(error))) }
        }
        return await job.ending()
    }

    private func picture() async throws -> [UInt8]? {
        switch claim.picture {
        case .inline(let bytes): return bytes
        case .blob(let name):
            if let bytes = try await loop.blobs.bytes(of: name) { return bytes }
            // It goes with the job: this one was cancelled.
            guard try await loop.queue.holds(job.lease) else { throw JobInterrupted() }
            throw StoreError.badValue("the control picture \(name) is gone")
        case nil: return nil
        }
    }

    /// On the generator's thread, between two steps.
    private func report(_ step: GenerationStep) throws {
        guard !job.isOver else { throw JobInterrupted() }
        job.secondsLeft = step.secondsLeft
        guard isHeld() else {
            job.lose()
            throw JobInterrupted()
        }
        try loop.events?.send(step, of: job.id)
    }

    /// A store that can't be asked is no reason to stop before the lease has run out.
    private func isHeld() -> Bool {
        let lease = job.lease, queue = loop.queue
        do { return try PlainThread.wait { try await queue.holds(lease) } } catch {
            logger.warning("the lease can't be looked up", metadata: ["error": "\(error)"])
            return loop.time.now < lease.until
        }
    }

    /// Extends the lease three times within its duration, and sooner after a fault, until the job has ended.
    private func beat() async {
        var duration = job.lease.until - loop.time.now, isLate = false
        while true {
            let pause = duration / (isLate ? 30 : 3)
            guard (try? await Task.sleep(for: pause)) != nil, !job.isLost else { return }
            do {
                let lease = try await loop.queue.extend(job.lease)
                (duration, isLate) = (lease.until - loop.time.now, false)
                job.lease = lease
            } catch StoreError.leaseLost {
                return job.lose()
            } catch {
                isLate = true
                logger.warning("the lease can't be extended", metadata: ["error": "\(error)"])
            }
        }
    }
}

extension GeneratedJob {
    fileprivate func warned(_ warnings: [String]) -> GeneratedJob {
        var job = self
        job.report.warnings = warnings + report.warnings
        return job
    }
}
