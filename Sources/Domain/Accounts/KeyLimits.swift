/// An API key's own limits, each from 1; nil for the server's.
public struct KeyLimits: Sendable, Hashable {
    public var requestsPerMinute: Int?
    /// Jobs that run at a time.
    public var running: Int?
    /// Jobs that wait.
    public var queued: Int?

    public init(requestsPerMinute: Int? = nil, running: Int? = nil, queued: Int? = nil) {
        self.requestsPerMinute = requestsPerMinute
        self.running = running
        self.queued = queued
    }
}
