internal import Foundation

/// A running child of this process. With the last reference to it goes its lifeline.
public final class ChildProcess: Sendable {
    public let id: Int32
    private let watch: ChildWatch
    /// The parent's end of the child's standard input.
    private let lifeline: Descriptor?

    public init(_ program: ChildProgram) throws(ProcessError) {
        switch program.input {
        case .lifeline:
            let pipe = try Descriptor.pipe()
            id = try program.spawn(input: pipe.reading, output: nil)
            lifeline = pipe.writing
        case .socket(let socket):
            id = try program.spawn(input: socket, output: socket)
            lifeline = nil
        }
        watch = ChildWatch(id)
    }

    public var isRunning: Bool { watch.isRunning }

    /// Sends a signal, unless the child has ended: its id may be another's by then.
    public func send(signal: Int32) { watch.send(signal: signal) }

    /// Waits until the child has ended.
    public func ending() async -> ProcessEnding { await watch.ending() }

    /// Asks it to end (SIGTERM), and makes it (SIGKILL) when it still runs after `grace`.
    @discardableResult
    public func end(grace: Duration) async -> ProcessEnding {
        send(signal: SIGTERM)
        let impatience = Task {
            try await Task.sleep(for: grace)
            send(signal: SIGKILL)
        }
        defer { impatience.cancel() }
        return await ending()
    }
}
