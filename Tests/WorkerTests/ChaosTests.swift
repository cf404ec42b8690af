import Domain
import Foundation
import GRDB
import Storage
import Testing
import Worker

/// Workers are killed at random while they do jobs of all kinds.
@Suite(.timeLimit(.minutes(5))) struct ChaosTests {
    @Test func everyJobEndsOnceWhateverIsKilled() async throws {
        var policy = JobPolicy()
        (policy.queuedPerKey, policy.maxRetries, policy.runningPerKey) = (1000, 1000, 10)
        let shop = try await Workshop(policy: policy), supervised = try Supervised(shop, workers: 3)
        let prompts = ["gold", "gold", "gold", "gold", "fail", "damaged"]
        var ids: [JobID] = [], random = SystemRandomNumberGenerator()
        for number in 0..<200 {
            ids.append(try await shop.submit(prompts[number % prompts.count], samples: number % 4 + 1))
        }
        // Each is killed in the middle of its work, wherever that is.
        for _ in 0..<15 {
            try await Task.sleep(for: .milliseconds(Int.random(in: 20...200, using: &random)))
            if let victim = supervised.supervisor.processIDs.randomElement(using: &random) { kill(victim, SIGKILL) }
        }
        var completed = 0
        for (number, id) in ids.enumerated() {
            let job = try await shop.ended(id)
            switch prompts[number % prompts.count] {
            case "gold":
                #expect(job.state == .completed && job.outputs.count == number % 4 + 1)
                for output in job.outputs { #expect(try await shop.blobs.bytes(of: output.blob) != nil) }
                completed += 1
            case "fail": #expect(job.failure?.code == .internal)
            default: #expect(job.failure?.code == .invalidImage)
            }
        }
        #expect(supervised.supervisor.restarts > 0)
        supervised.supervisor.stop()
        await supervised.finished.value

        #expect(try await shop.store.audit() == [])
        let charges = try await DatabaseQueue(path: shop.folder.database).read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM ledger WHERE kind = 'charge'")
        }
        #expect(charges == completed)
        // What killed workers left behind is nobody's, and goes.
        let named = try await shop.store.unknown(among: try shop.files.compactMap(BlobName.init))
        try await BlobJanitor(shop.blobs, shop.store, grace: .zero).sweep()
        #expect(try shop.files.count == ids.indices.filter { prompts[$0 % 6] == "gold" }.reduce(0) { $0 + $1 % 4 + 1 })
        #expect(named.count < 15 * 4)
    }
}
