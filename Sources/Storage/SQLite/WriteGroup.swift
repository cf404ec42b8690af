internal import GRDB
internal import Synchronization

/// Writes that wait at the same time share one transaction, and so one sync of the disk.
///
/// Each runs in a savepoint of its own: one that throws undoes itself alone. Nobody gets an answer before the
/// transaction they share is on the disk; if that fails, all of them do.
final class WriteGroup: Sendable {
    private let pool: DatabasePool
    private let waiting = Mutex<[Write]>([])

    /// Bounds how long the other processes are locked out.
    private static let limit = 256

    init(_ pool: DatabasePool) { self.pool = pool }

    func run<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = Write(body, continuation)
            let isFirst = waiting.withLock { waiting in
                waiting.append(write)
                return waiting.count == 1
            }
            if isFirst { pool.asyncWriteWithoutTransaction(runWaiting) }
        }
    }

    private func runWaiting(_ db: Database) {
        let (group, isLast) = waiting.withLock { waiting in
            let group = Array(waiting.prefix(Self.limit))
            waiting.removeFirst(group.count)
            return (group, waiting.isEmpty)
        }
        if !isLast { pool.asyncWriteWithoutTransaction(runWaiting) }
        do {
            var answers: [Write.Answer] = []
            try db.inTransaction(.immediate) {
                for write in group { answers.append(try write.run(db)) }
                return .commit
            }
            for answer in answers { answer() }
        } catch {
            for write in group { write.fail(error) }
        }
    }

    /// One body and whoever waits for its result, the type of which is forgotten.
    private struct Write: Sendable {
        typealias Answer = @Sendable () -> Void

        let run: @Sendable (Database) throws -> Answer
        let fail: @Sendable (any Error) -> Void

        init<Value: Sendable>(
            _ body: @escaping @Sendable (Database) throws -> Value,
            _ continuation: CheckedContinuation<Value, any Error>
        ) {
            run = { db in
                var result: Value?
                do {
                    try db.inSavepoint {
                        result = try body(db)
                        return .commit
                    }
                } catch  where db.isInsideTransaction {
                    return { continuation.resume(throwing: error) }
                }
                // Some faults (a full disk) end the whole transaction: then nobody's write has happened.
                guard let value = result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                return { continuation.resume(returning: value) }
            }
            fail = { continuation.resume(throwing: $0) }
        }
    }
}
