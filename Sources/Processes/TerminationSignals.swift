internal import Dispatch
internal import Foundation

/// SIGTERM and SIGINT as a call, for as long as this lives, instead of the process' sudden end.
public final class TerminationSignals: Sendable {
    /// Sources are thread-safe; Dispatch does not say so to the compiler.
    private struct Sources: @unchecked Sendable { let all: [any DispatchSourceSignal] }
    private let sources: Sources

    /// - Parameter received: called with each signal, on a queue of Dispatch's.
    public init(_ received: @escaping @Sendable (Int32) -> Void) {
        sources = Sources(
            all: [SIGTERM, SIGINT].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { received(number) }
                source.activate()
                return source
            })
    }

    deinit {
        for source in sources.all { source.cancel() }
    }
}
