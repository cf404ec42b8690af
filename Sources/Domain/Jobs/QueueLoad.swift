/// How many jobs there are that have not ended.
public struct QueueLoad: Sendable, Hashable {
    public var queued: Int
    public var running: Int

    public init(queued: Int, running: Int) {
        self.queued = queued
        self.running = running
    }
}
