import Domain
import Foundation
import Storage
import Synchronization

/// What the store can do on this disk: each line says how many callers wait at a time, how much was done in a second,
/// how long the slowest hundredth of the calls took, and what a call cost in time of a core, which does not depend on
/// the neighbours.
///
/// A folder in memory says nothing about a disk.
struct Benchmark {
    let store: SQLiteStore
    /// Calls of each kind.
    let count: Int

    func run() async throws {
        var request = KeyRequest(name: "benchmark")
        request.credits = Money(microDollars: 1_000_000_000)
        let key = try await store.createKey(request).record.id
        let submitted = Mutex<[JobID]>([])
        for callers in [1, 16, 64, 256] {
            try await measure("submit, 8 KB picture", callers) {
                var random = SystemRandomNumberGenerator()
                var submission = Submission(
                    id: JobID(using: &random), key: key, model: "model", inputs: "{}", task: "{}",
                    estimate: Money(microDollars: 5000))
                submission.picture = .inline(Array(repeating: 7, count: 8192))
                let id = try await store.submit(submission).job
                submitted.withLock { $0.append(id) }
            }
        }
        let ids = submitted.withLock { $0 }
        for callers in [1, 16, 64] {
            try await measure("read a job", callers) {
                if let id = ids.randomElement() { _ = try await store.job(id, of: key) }
            }
            try await measure("queue position", callers) {
                if let id = ids.randomElement() { _ = try await store.queuePosition(of: id) }
            }
        }
        for callers in [1, 16] {
            try await measure("claim and complete", callers) {
                guard let claim = try await store.claim(by: WorkerID("benchmark")) else { return }
                try await store.complete(
                    claim.lease, with: Completion(cost: claim.estimate, outputs: [], inferenceTime: .zero))
            }
        }
        try await measure("audit of \(ids.count) jobs", 1, count: 5) { _ = try await store.audit() }
    }

    private func measure(
        _ name: String, _ callers: Int, count: Int? = nil, _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        let total = max(callers, count ?? self.count), clock = ContinuousClock(), start = clock.now,
            used = Foundation.clock()
        let times = try await withThrowingTaskGroup { group in
            for _ in 0..<callers {
                group.addTask {
                    var times: [Duration] = []
                    for _ in 0..<(total / callers) { times.append(try await clock.measure { try await body() }) }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let seconds = (clock.now - start) / .seconds(1)
        let core = Double(Foundation.clock() - used) / Double(times.count) / Double(CLOCKS_PER_SEC) * 1_000_000
        let slow = times.sorted()[times.count * 99 / 100] / .milliseconds(1)
        print(
            "\(name), \(callers) at a time: \(Int(Double(times.count) / seconds))/s, "
                + "99 of 100 within \((slow * 100).rounded() / 100) ms, \(Int(core)) us of a core a call")
    }
}
