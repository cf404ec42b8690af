internal import Dispatch
internal import Foundation
internal import Synchronization

/// Ctrl-C and SIGTERM end the process at once, but for the moments in which files are put in place.
final class Interruption {
    private static let writing = Mutex(())
    private let sources: [any DispatchSourceSignal]

    /// Until the end of its life; `farewell` is written to standard error.
    init(farewell: String) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                Self.protected {
                    StandardError.write(farewell)
                    ProcessExit.exit(.interrupted)
                }
            }
            source.activate()
            return source
        }
    }

    deinit { sources.forEach { $0.cancel() } }

    /// Runs `body` to its end before any interruption.
    static func protected<Result>(_ body: () throws -> Result) rethrows -> Result {
        writing._unsafeLock()
        defer { writing._unsafeUnlock() }
        return try body()
    }
}
