internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ctrl-C and SIGTERM end the process at once, but for the moments in which files are put in place.
enum Interruption {
    /// Whether files have been put in place.
    private static let isWritten = Mutex(false)

    /// Kept, never used again.
    nonisolated(unsafe) private static let sources: [any DispatchSourceSignal] = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            isWritten.withLock { isWritten in
                StandardError.write(isWritten ? "\nStopped.\n" : "\nStopped; nothing was written.\n")
                ProcessExit.exit(.interrupted)
            }
        }
        source.activate()
        return source
    }

    /// From now on, until the process ends.
    static func expect() { _ = sources }

    /// Puts files in place, before any interruption.
    static func protected(_ body: () throws -> Void) rethrows {
        try isWritten.withLock { isWritten in
            try body()
            isWritten = true
        }
    }
}
