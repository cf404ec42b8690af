import Domain
import Foundation
import Storage
import Testing

/// Thousands of random sequences of operations, by several clients and workers on two connections, with lost leases and
/// jumps of time. After each operation the store is what the reference says, and the audit holds.
struct RandomWalkTests {
    /// `WORD2IMG_WALKS` asks for more.
    private static let walks = ProcessInfo.processInfo.environment["WORD2IMG_WALKS"].flatMap(Int.init) ?? 1000

    /// Walks that share a database: the jobs of earlier ones stay in it.
    private static let walksPerStore = 5

    @Test func theStoreDoesWhatTheReferenceDoes() async throws {
        for first in stride(from: 0, to: Self.walks, by: Self.walksPerStore) {
            let walk = try await RandomWalk(seed: UInt64(first))
            for _ in 0..<Self.walksPerStore { try await walk.run(steps: 20) }
        }
    }
}
