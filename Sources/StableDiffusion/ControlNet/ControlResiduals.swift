public import Tensors

/// What a ControlNet adds to a UNet: a residual for each skip, in the order the skips are made, and one for the middle.
public struct ControlResiduals<T: Tensor>: Sendable {
    public let skips: [T]
    public let mid: T

    public init(skips: [T], mid: T) {
        self.skips = skips
        self.mid = mid
    }
}
