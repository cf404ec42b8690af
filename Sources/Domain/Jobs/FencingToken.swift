/// Counts a job's claims: 0 before the first, and one more with each. A token below the job's own belongs to a lease
/// that was lost.
public struct FencingToken: Sendable, Hashable, Comparable {
    public let count: Int64

    public init(count: Int64) { self.count = count }

    public static func < (left: FencingToken, right: FencingToken) -> Bool { left.count < right.count }
}
