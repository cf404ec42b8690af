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
        var outputs: [JobOutput] = [], mayBeCompleted = false
        let isCompleted = await persist {
            for picture in result.pictures.dropFirst(outputs.count) {
                outputs.append(
                    JobOutput(
                        blob: try await loop.blobs.put(picture.file), contentType: picture.contentType,
                        byteCount: picture.file.count, size: picture.size, seed: picture.seed))
            }
            let completion = Completion(
                cost: claim.estimate, outputs: outputs, inferenceTime: duration, details: details)
            do { try await loop.queue.complete(job.lease, with: completion) } catch let error as StoreError {
                throw error
            } catch {
                // It may have reached the disk and only the answer got lost.
                mayBeCompleted = true
                throw error
            }
        }
        if isCompleted { return ended("completed") }
        // Else nobody knows whose they are: the janitor will.
        guard !mayBeCompleted else { return }
        do { try await loop.blobs.remove(outputs.map(\.blob)) } catch {
            logger.warning("pictures are left to the janitor", metadata: ["error": "\(error)"])
        }
    }

    func fail(_ failure: JobFailure) async {
        if await persist({ try await loop.queue.fail(job.lease, with: failure) }) {
            ended("failed: \(failure.message)")
        }
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
