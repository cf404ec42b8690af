/// The way between an API node and the workers, for what need not last: the store is the truth, and both sides poll it
/// each second; this only makes them quicker.
public protocol WorkerPool: Sendable {
    /// A job was queued. Never blocks.
    func wake()

    /// Workers that run now, as far as this node knows.
    var alive: Int { get }
    /// Workers that were started again because one had died.
    var restarts: Int { get }

    /// What workers say from now on. One stream for each call.
    func events() -> AsyncStream<WorkerEvent>
}

public enum WorkerEvent: Sendable, Hashable, Codable {
    case progress(JobProgress)
    /// The job's state is terminal, or it is queued again.
    case changed(JobID)
}
