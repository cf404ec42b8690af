package import Tensors

/// What the encoder leaves for the decoder, last in, first out, with a ControlNet's residuals added when one is taken, so
/// that no more than one sum is alive.
package struct Skips<T: Tensor>: Sendable {
    private var skips: [T]
    private var residuals: [T]

    /// `residuals`: one a skip, in the same order, or none at all.
    package init(_ skips: [T], residuals: [T] = []) {
        precondition(
            residuals.isEmpty || residuals.count == skips.count, "\(skips.count) skips, \(residuals.count) residuals")
        self.skips = skips
        self.residuals = residuals
    }

    package mutating func removeLast() -> T {
        let skip = skips.removeLast()
        return residuals.popLast().map(skip.adding) ?? skip
    }

    /// Size of the skip that is taken next; nil when none is left.
    var size: (height: Int, width: Int)? {
        skips.last.map { ($0.shape[1], $0.shape[2]) }
    }

    package var isEmpty: Bool { skips.isEmpty }
}
