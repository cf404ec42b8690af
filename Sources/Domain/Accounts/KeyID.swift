/// Names an API key where the key itself must not appear: in logs, in the store, on the command line.
public struct KeyID: Sendable, Hashable, CustomStringConvertible {
    public let number: Int64

    public init(_ number: Int64) { self.number = number }

    public var description: String { String(number) }
}
