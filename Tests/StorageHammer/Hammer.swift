import Domain
import Foundation
import Storage

/// A process for tests to kill: it uses a store as fast as it can, and says on its output what it was told is done.
///
///     StorageHammer FOLDER client|worker|janitor|benchmark SEED COUNT
///
/// A client submits jobs with every key of the store and cancels some of them, a worker runs jobs, a janitor recovers,
/// expires and delivers. Each line is `done ID`, with what was done to which job; a line is written before anything else is
/// begun.
@main
struct Hammer {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let seed = UInt64(arguments[3]), let count = Int(arguments[4]) else {
            FileHandle.standardError.write(
                Data("usage: StorageHammer FOLDER client|worker|janitor|benchmark SEED COUNT\n".utf8))
            exit(2)
        }
        let folder = try DataFolder(at: arguments[1])
        let store = try SQLiteStore(folder, policy: policy)
        if arguments[2] == "benchmark" { return try await Benchmark(store: store, count: count).run() }
        var hammer = Hammer(store: store, blobs: FileBlobStore(folder), random: Generator(state: seed))
        for _ in 0..<count {
            switch arguments[2] {
            case "client": try await hammer.actAsClient()
            case "worker": try await hammer.actAsWorker(WorkerID(arguments[3]))
            default: try await hammer.actAsJanitor()
            }
        }
    }

    /// Queues without a limit that would be reached.
    private static let policy = {
        var policy = JobPolicy()
        (policy.queuedPerKey, policy.queuedInAll, policy.runningPerKey) = (1_000_000, 1_000_000, 1000)
        return policy
    }()

    let store: SQLiteStore
    let blobs: FileBlobStore
    var random: Generator
    var submitted: [(job: JobID, key: KeyID)] = []

    mutating func actAsClient() async throws {
        if let job = submitted.randomElement(using: &random), random.next() % 4 == 0 {
            let answer = try await store.cancel(job.job, of: job.key)
            if answer?.failure?.code == .cancelled { say("cancelled", job.job) }
            return
        }
        let keys = try await store.keys()
        var secure = SystemRandomNumberGenerator()
        let id = JobID(using: &secure), key = keys[Int.random(in: 0..<keys.count, using: &random)].id
        var submission = Submission(
            id: id, key: key, model: "model", inputs: "{}", task: "", estimate: Money(microDollars: 5000))
        if random.next() % 2 == 0 { submission.webhook = "https://example.com/told" }
        let picture = Array(repeating: 7 as UInt8, count: 2000)
        submission.picture = random.next() % 4 == 0 ? .blob(try await blobs.put(picture)) : .inline(picture)
        do {
            _ = try await store.submit(submission)
            submitted.append((id, key))
            say("submitted", id)
        } catch is StoreError {
            // Credits are used up now and then: that is part of it.
        }
    }

    mutating func actAsWorker(_ worker: WorkerID) async throws {
        guard let claim = try await store.claim(by: worker) else { return }
        say("claimed", claim.lease.job)
        if case .blob(let name) = claim.picture, try await blobs.bytes(of: name) == nil {
            // Unless it was cancelled since, and the picture went with it.
            if try await store.holds(claim.lease) { stop(4, "a job's picture is not there") }
        }
        do {
            let lease = try await store.extend(claim.lease)
            switch random.next() % 8 {
            case 0: try await store.giveBack(lease)
            case 1:
                try await store.fail(lease, with: JobFailure(.internal, "a fault"))
                say("failed", lease.job)
            default:
                let cost = Money(microDollars: Int64.random(in: 0...5000, using: &random))
                let output = JobOutput(
                    blob: try await blobs.put([1, 2, 3]), contentType: "image/jpeg", byteCount: 3,
                    size: PictureSize(width: 1, height: 1), seed: 1)
                try await store.complete(
                    lease, with: Completion(cost: cost, outputs: [output], inferenceTime: .milliseconds(20)))
                say("completed", lease.job)
            }
        } catch StoreError.leaseLost {
            // Cancelled in the meantime.
        }
    }

    mutating func actAsJanitor() async throws {
        try await store.recoverLostJobs()
        _ = try await store.expire()
        for delivery in try await store.dueDeliveries(limit: 8) {
            let attempt = DeliveryAttempt(number: delivery.attempt, at: SystemTime().now, result: .status(200))
            try await store.record(attempt, of: delivery.job, then: .delivered)
        }
        try await BlobJanitor(blobs, store).sweep()
        let faults = try await store.audit()
        if !faults.isEmpty { stop(3, "the audit fails: \(faults)") }
    }

    private func stop(_ code: Int32, _ why: String) -> Never {
        FileHandle.standardError.write(Data((why + "\n").utf8))
        exit(code)
    }

    /// At once, not through a buffer that dies with the process.
    private func say(_ what: String, _ job: JobID) {
        FileHandle.standardOutput.write(Data("\(what) \(job)\n".utf8))
    }
}
