import CKernels
import Foundation
import Synchronization
import Testing

@Suite struct ThreadPoolTests {
    /// Counts the runs of each index, and those of a thread that overlap.
    private final class Record: Sendable {
        let runs: Mutex<[Int]>
        let busy: Mutex<Set<Int32>> = Mutex([])
        let faults = Atomic(0)
        let threads: Range<Int32>
        init(count: Int, threads: Int) {
            runs = Mutex(Array(repeating: 0, count: count))
            self.threads = 0..<Int32(threads)
        }
    }

    /// Runs `count` tasks and returns whether each ran once, no two on one thread at a time.
    private func allRanOnce(_ pool: OpaquePointer, count: Int, threads: Int) -> Bool {
        let record = Record(count: count, threads: threads)
        w2i_pool_run(
            pool, count,
            { context, index, thread in
                let record = Unmanaged<Record>.fromOpaque(context!).takeUnretainedValue()
                if !record.busy.withLock({ $0.insert(thread).inserted }) { record.faults.add(1, ordering: .relaxed) }
                record.runs.withLock { $0[index] += 1 }
                record.busy.withLock { _ = $0.remove(thread) }
                if !record.threads.contains(thread) { record.faults.add(1, ordering: .relaxed) }
            }, Unmanaged.passUnretained(record).toOpaque())
        return record.faults.load(ordering: .relaxed) == 0 && record.runs.withLock { $0.allSatisfy { $0 == 1 } }
    }

    @Test(arguments: [1, 2, 3, 8])
    func everyTaskRunsOnce(threads: Int) throws {
        let pool = try #require(w2i_pool_create(Int32(threads)))
        defer { w2i_pool_destroy(pool) }
        #expect(w2i_pool_threads(pool) == Int32(threads))
        for round in 0..<3000 { #expect(allRanOnce(pool, count: round % 23, threads: threads)) }
    }

    /// Operations of several callers, with pauses in which the threads fall asleep.
    @Test func callersTakeTurns() throws {
        let pool = try #require(w2i_pool_create(3))
        let address = UInt(bitPattern: pool), good = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: 4) { caller in
            for round in 0..<200 {
                if allRanOnce(OpaquePointer(bitPattern: address)!, count: 1 + round % 7, threads: 3) {
                    good.add(1, ordering: .relaxed)
                }
                if round % 50 == caller { usleep(2000) }
            }
        }
        w2i_pool_destroy(pool)
        #expect(good.load(ordering: .relaxed) == 800)
    }

    @Test func poolsComeAndGo() throws {
        for round in 1...40 {
            let threads = round % 5 + 1, pool = try #require(w2i_pool_create(Int32(threads)))
            if round % 3 > 0 { #expect(allRanOnce(pool, count: round, threads: threads)) }
            w2i_pool_destroy(pool)
        }
        #expect(w2i_pool_create(0) == nil)
    }

    /// An operation ends with its tasks: threads that find none left, or never wake, don't hold it up.
    @Test func lateThreadsAreNotWaitedFor() throws {
        let pool = try #require(w2i_pool_create(64))
        defer { w2i_pool_destroy(pool) }
        let start = ContinuousClock.now
        for _ in 0..<2000 { #expect(allRanOnce(pool, count: 2, threads: 64)) }
        #expect(ContinuousClock.now - start < .seconds(10))
    }
}
