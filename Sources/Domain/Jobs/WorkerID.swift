/// Names one worker process. A restarted worker has a new name, so that its predecessor's leases can be released.
public struct WorkerID: Sendable, Hashable, CustomStringConvertible {
    public let name: String

    public init(_ name: String) { self.name = name }

    public var description: String { name }
}
