internal import CProcesses
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Work that blocks, or computes for seconds, belongs on a thread of its own: Swift's pool has a thread a core, and what
/// else the process does concurrently would stand still.
public enum PlainThread {
    /// Runs `body` on a new thread, as nice to others as the process' first one; for an async caller.
    public static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                // It would inherit what it is started from, and Dispatch gives its threads a place of its own choice
                // where it may.
                w2i_stand_with_first_thread()
                continuation.resume(with: Result(catching: body))
            }
            // What a process' first thread has.
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Blocks the calling thread, which must be a plain one, until an async body is done.
    public static func wait<Value: Sendable>(
        for body: @escaping @Sendable () async throws -> Value
    ) throws -> Value {
        let semaphore = DispatchSemaphore(value: 0), answer = Answer<Value>()
        Task.detached {
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            answer.result.withLock { $0 = result }
            semaphore.signal()
        }
        semaphore.wait()
        guard let result = answer.result.withLock({ $0 }) else { preconditionFailure("the body has not ended") }
        return try result.get()
    }

    private final class Answer<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
    }
}
