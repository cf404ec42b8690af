internal import Domain
internal import Foundation
internal import Logging

/// The ends of a job.
extension JobRun {
    /// Stores the pictures and completes the job. Both are tried until the lease is lost: what took a minute to make is not
    /// thrown away for a disk that is full for a second.
    func hand(in result: GeneratedJob, after duration: Duration) async {
        let details: String
        do { details = String(decoding: try JSONEncoder().encode(result.report), as: UTF8.self) } catch {
            return await fail(JobFailure(.internal, "the result can't be written: \(error)"))
        }
        let isCompleted = await end(with: result.pictures) { outputs in
            try await loop.queue.complete(
                job.lease,
                with: Completion(cost: claim.estimate, outputs: outputs, inferenceTime: duration, details: details))
        }
        if isCompleted { ended("completed") }
    }

    func fail(_ failure: JobFailure, _ previews: [GeneratedPicture] = []) async {
        let isFailed = await end(with: previews) { outputs in
            try await loop.queue.fail(job.lease, with: failure, outputs: outputs)
        }
        if isFailed { ended("failed: \(failure.message)") }
    }

    /// Puts the pictures where they stay, and then makes them the job's, or nobody's. Whether the job has ended with them.
    private func end(
        with pictures: [GeneratedPicture], _ store: ([JobOutput]) async throws -> Void
    ) async -> Bool {
        var outputs: [JobOutput] = [], mayBeStored = false
        let isStored = await persist {
            for picture in pictures.dropFirst(outputs.count) {
                outputs.append(
                    JobOutput(
                        blob: try await loop.blobs.put(picture.file), contentType: picture.contentType,
                        byteCount: picture.file.count, size: picture.size, seed: picture.seed))
            }
            do { try await store(outputs) } catch let error as StoreError { throw error } catch {
                // It may have reached the disk and only the answer got lost: then the janitor knows whose they are.
                mayBeStored = true
                throw error
            }
        }
        guard !isStored && !mayBeStored && !outputs.isEmpty else { return isStored }
        do { try await loop.blobs.remove(outputs.map(\.blob)) } catch {
            logger.warning("pictures are left to the janitor", metadata: ["error": "\(error)"])
        }
        return false
    }

    func giveBack() async {
        if await persist({ try await loop.queue.giveBack(job.lease) }) { ended("given back") }
    }

    private func ended(_ how: String) {
        logger.info("job \(how)")
        loop.events?.send(.changed(job.id))
    }

    /// Repeats what fails by a fault of the store's, until it is done (true), or the lease is lost or the worker has to stop
    /// (false).
    private func persist(_ body: () async throws -> Void) async -> Bool {
        var pause = Duration.milliseconds(100)
        while !job.isLost {
            do {
                try await body()
                return true
            } catch StoreError.leaseLost {
                job.lose()
            } catch {
                logger.error("the job's end can't be stored", metadata: ["error": "\(error)"])
                // The supervisor releases the lease of a worker that has left.
                if loop.isStopping { return false }
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(5))
                if loop.time.now >= job.lease.until { job.lose() }
            }
        }
        logger.info("job lost: its lease is another's, or it was cancelled")
        return false
    }
}
