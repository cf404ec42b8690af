import ArgumentParser
import Domain
import Storage

/// Fills a store with finished jobs of a key, as if they had been drawn.
struct FillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "fill", abstract: "Puts finished jobs into a store.")

    @Option(help: "The data folder.") var data: String
    @Option(help: "How many.") var jobs = 100_000
    @Option(help: "The key's number.") var key: Int64

    func run() async throws {
        var policy = JobPolicy()
        policy.queuedPerKey = .max
        policy.queuedInAll = .max
        policy.runningPerKey = .max
        let store = try SQLiteStore(DataFolder(at: data), policy: policy), key = KeyID(key), lanes = 256
        await withTaskGroup { group in
            for lane in 0..<lanes {
                group.addTask {
                    for _ in 0..<jobs / lanes + (lane < jobs % lanes ? 1 : 0) { try? await finishOne(store, key) }
                }
            }
        }
    }

    private func finishOne(_ store: SQLiteStore, _ key: KeyID) async throws {
        var generator = SystemRandomNumberGenerator()
        _ = try await store.submit(
            Submission(
                id: JobID(using: &generator), key: key, model: "w2imgsd1.5-img2img", inputs: #"{"prompt":"word"}"#,
                task: "{}", estimate: Money(microDollars: 1)))
        guard let claim = try await store.claim(by: WorkerID("filler")) else { return }
        let output = JobOutput(
            blob: BlobName(using: &generator), contentType: "image/jpeg", byteCount: 1,
            size: PictureSize(width: 512, height: 512), seed: 1)
        try await store.complete(
            claim.lease,
            with: Completion(cost: claim.estimate, outputs: [output], inferenceTime: .milliseconds(20)))
    }
}
