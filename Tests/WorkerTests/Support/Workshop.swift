import Domain
import Foundation
import Processes
import Storage
import Worker

/// A store with one key that has credits, in a folder of its own, which goes with it.
final class Workshop: Sendable {
    let folder: DataFolder
    let store: SQLiteStore
    let blobs: FileBlobStore
    let key: KeyID
    let time: any TimeSource
    let policy: JobPolicy

    static let estimate = Money(microDollars: 5000)

    init(time: any TimeSource = SystemTime(), policy: JobPolicy = JobPolicy()) async throws {
        // In memory, unless the system has no file system for that. Short enough for sockets.
        let memory = "/dev/shm"
        let parent = FileManager.default.isWritableFile(atPath: memory) ? memory : "/tmp"
        folder = try DataFolder(at: "\(parent)/w2i-\(UUID().uuidString)")
        store = try SQLiteStore(folder, policy: policy, time: time)
        blobs = FileBlobStore(folder, time: time)
        self.time = time
        self.policy = policy
        var request = KeyRequest(name: "key")
        request.credits = Money(microDollars: 100_000_000)
        key = try await store.createKey(request).record.id
    }

    deinit { try? FileManager.default.removeItem(atPath: folder.path) }

    var sockets: SocketFolder { SocketFolder(path: folder.path + "/run") }

    func socket(_ name: String) throws -> DatagramSocket { try DatagramSocket(path: "\(folder.path)/\(name)") }

    /// A request of one sample, unless told otherwise.
    func submit(
        _ prompt: String = "gold", steps: Int = 4, samples: Int = 1, picture: JobInput? = .inline([1, 2, 3])
    ) async throws -> JobID {
        var request = GenerationRequest(prompt: prompt)
        (request.numInferenceSteps, request.samples, request.seed) = (steps, samples, 7)
        let task = JobTask([request], warnings: ["sizo is unknown; did you mean size?"])
        var random = SystemRandomNumberGenerator()
        var submission = Submission(
            id: JobID(using: &random), key: key, model: "model", inputs: "{}",
            task: String(decoding: try JSONEncoder().encode(task), as: UTF8.self), estimate: Self.estimate)
        submission.picture = picture
        return try await store.submit(submission).job
    }

    func submit(_ count: Int) async throws -> [JobID] {
        var ids: [JobID] = []
        for _ in 0..<count { ids.append(try await submit()) }
        return ids
    }

    func job(_ id: JobID) async throws -> Job {
        guard let job = try await store.job(id, of: key) else { throw NoSuchJob() }
        return job
    }

    /// Waits for the job's end.
    func ended(_ id: JobID) async throws -> Job { try await job(id) { $0.state.isTerminal } }

    /// Waits for the job to be like that. The tests' own time limits end it.
    func job(_ id: JobID, when holds: (Job) -> Bool) async throws -> Job {
        while true {
            let job = try await job(id)
            if holds(job) { return job }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Blobs on the disk, of finished and unfinished puts.
    var files: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: folder.blobs) } }

    private struct NoSuchJob: Error {}
}

/// Waits for it.
func eventually(_ holds: () async throws -> Bool) async throws {
    while try await !holds() { try await Task.sleep(for: .milliseconds(5)) }
}
