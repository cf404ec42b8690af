import Domain
import Foundation
import GRDB
import Storage
import TestStorage
import TestSupport
import Testing

/// Several processes use one database, and some are killed in the middle of it.
///
/// What a process was told is done must stay done, every job must end exactly once, and the money must add up.
struct KillTests {
    /// `WORD2IMG_KILL_ROUNDS` asks for more.
    private static let rounds = ProcessInfo.processInfo.environment["WORD2IMG_KILL_ROUNDS"].flatMap(Int.init) ?? 10

    @Test(.timeLimit(.minutes(10))) func killedProcessesLoseNothing() async throws {
        let folder = try TemporaryDataFolder(isOnDisk: true)
        let store = try SQLiteStore(folder.data)
        for number in 1...4 {
            var request = KeyRequest(name: "key \(number)")
            request.credits = Money(microDollars: 500_000)
            _ = try await store.createKey(request)
        }
        var random = SplitMix64(seed: 1)
        var said: [(what: String, job: String)] = []
        for _ in 0..<Self.rounds {
            said += try await hammer(store, folder.data, &random)
            #expect(try await store.integrityFaults() == [])
            #expect(try await store.audit() == [])
        }
        try await drain(store)
        try await expectEveryJobEndedOnce(store, folder.data)
        try await expectWhatWasSaid(said, store)
        try await expectBlobs(store, folder.data)
    }

    /// Two clients, three workers and a janitor, of which four are killed. The dead workers' leases are then released,
    /// as a supervisor does.
    private func hammer(
        _ store: SQLiteStore, _ folder: DataFolder, _ random: inout SplitMix64
    ) async throws -> [(what: String, job: String)] {
        let roles = [
            ("client", 60), ("client", 60), ("worker", 100), ("worker", 100), ("worker", 100), ("janitor", 10),
        ]
        let processes = try roles.map { role, count in
            try HammerProcess(role, on: folder, seed: random.next() >> 1, count: count)
        }
        let plan = KillPlan(processes[1...4].map { ($0, after: Int.random(in: 1...200, using: &random)) })
        let endings = await withTaskGroup { group in
            for process in processes {
                group.addTask { (process, await process.wait(plan.heard)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        for (process, ending) in endings {
            #expect(ending.wasKilled || ending.status == 0, "\(process.role) \(process.seed)")
            if ending.wasKilled { try await store.releaseLeases(of: WorkerID("\(process.seed)")) }
        }
        return endings.flatMap(\.1.lines)
    }

    private func drain(_ store: SQLiteStore) async throws {
        while let claim = try await store.claim(by: WorkerID("drain")) {
            try await store.complete(
                claim.lease, with: Completion(cost: claim.estimate, outputs: [], inferenceTime: .zero))
        }
        #expect(try await store.load() == QueueLoad(queued: 0, running: 0))
        #expect(try await store.audit() == [])
    }

    /// From the ledger itself, past the store's own words.
    private func expectEveryJobEndedOnce(_ store: SQLiteStore, _ folder: DataFolder) async throws {
        let (jobs, wrong) = try await DatabaseQueue(path: folder.database).read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM job") ?? 0,
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT job.id, state, count(*) FILTER (WHERE kind = 'reserve') AS reserves,
                            count(*) FILTER (WHERE kind = 'charge') AS charges, sum(reserved_change) AS held,
                            -sum(balance_change) AS paid
                        FROM job LEFT JOIN ledger ON job_id = job.id GROUP BY job.id
                        HAVING reserves <> 1 OR charges <> (state = 'COMPLETED') OR held <> 0
                            OR paid <> coalesce(cost, 0)
                        """
                ).map(\.description)
            )
        }
        #expect(jobs > 0)
        #expect(wrong == [])
    }

    private func expectWhatWasSaid(_ said: [(what: String, job: String)], _ store: SQLiteStore) async throws {
        let keys = try await store.keys()
        func job(_ text: String) async throws -> Job? {
            let id = try #require(JobID(text))
            for key in keys { if let job = try await store.historyEntry(id, of: key.id) { return job } }
            return nil
        }
        var ended: [String: String] = [:]
        for (what, text) in said {
            let found = try await job(text)
            let job = try #require(found, "\(what) \(text), and it is gone")
            switch what {
            case "completed": #expect(job.state == .completed)
            case "failed": #expect(job.failure?.code == .internal)
            case "cancelled": #expect(job.failure?.code == .cancelled)
            default: continue
            }
            // A job may be cancelled twice, which changes nothing; any other end comes once.
            #expect(ended.updateValue(what, forKey: text).map { $0 == "cancelled" && what == "cancelled" } ?? true)
        }
        #expect(Set(ended.values) == ["completed", "failed", "cancelled"])
    }

    /// Every picture that a job says it has is there, and when all of it is over no file is left.
    private func expectBlobs(_ store: SQLiteStore, _ folder: DataFolder) async throws {
        let blobs = FileBlobStore(folder)
        let names = try await DatabaseQueue(path: folder.database).read { db in
            try String.fetchAll(db, sql: "SELECT name FROM blob WHERE role = 'output'")
        }
        #expect(names.count > 0)
        for name in names.compactMap(BlobName.init) { #expect(try await blobs.bytes(of: name) == [1, 2, 3]) }

        let later = ManualTime(SystemTime().now + .seconds(40 * 24 * 3600))
        let laterStore = try SQLiteStore(folder, time: later)
        while try await laterStore.expire() {}
        try await BlobJanitor(blobs, laterStore, time: later).sweep()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.blobs) == [])
        #expect(try await laterStore.audit() == [])
        #expect(try await laterStore.integrityFaults() == [])
    }
}
