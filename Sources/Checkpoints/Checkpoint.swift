import Tensors

/// One component's weights: one file, or several by way of an index file.
public final class Checkpoint: Sendable {
    /// The file, or the index.
    public let path: String

    public init(component: Component, folder: String) throws(WeightError) {
        path = folder
    }

    public var weights: Weights { Weights(self) }

    func array(_ key: String, _ shape: [Int]) throws(WeightError) -> HostArray? { nil }

    public func finish() throws(WeightError) {}
}
