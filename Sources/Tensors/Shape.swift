/// The extent of a tensor along each axis, outermost first.
///
/// Images are `[n, h, w, c]`, tokens `[n, t, c]`, vectors `[n, c]`. The last axis is always the channels and the first
/// the batch, so an image and its tokens are the same memory.
public struct Shape: Sendable, Hashable, ExpressibleByArrayLiteral, CustomStringConvertible {
    public let extents: [Int]

    public init(_ extents: [Int]) { self.extents = extents }
    public init(arrayLiteral elements: Int...) { extents = elements }

    public subscript(axis: Int) -> Int { extents[axis] }
    public var rank: Int { extents.count }
    /// Elements in all.
    public var count: Int { extents.reduce(1, *) }
    public var batch: Int { extents[0] }
    public var channels: Int { extents[extents.count - 1] }
    /// Pixels or tokens of one batch entry: everything between batch and channels.
    public var positions: Int { extents.dropFirst().dropLast().reduce(1, *) }

    /// The same shape with another batch.
    public func with(batch: Int) -> Shape { Shape([batch] + extents.dropFirst()) }
    /// The same shape with other channels.
    public func with(channels: Int) -> Shape { Shape(extents.dropLast() + [channels]) }

    public var description: String { "[" + extents.map(String.init).joined(separator: ", ") + "]" }
}
