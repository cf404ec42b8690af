package import Checkpoints
package import Tensors

/// How a network normalises groups of channels.
package struct GroupNormSettings: Sendable, Hashable {
    package let groups: Int
    package let epsilon: Float

    package init(groups: Int, epsilon: Float) {
        self.groups = groups
        self.epsilon = epsilon
    }

    /// The same groups with the 1e-6 of transformer blocks and of the autoencoder.
    var fine: GroupNormSettings { GroupNormSettings(groups: groups, epsilon: 1e-6) }
}

package struct GroupNorm<T: Tensor>: Sendable {
    let weight: T.Weight
    let settings: GroupNormSettings

    package init(_ w: Weights, _ channels: Int, _ settings: GroupNormSettings) throws(WeightError) {
        weight = T.pack(.norm, try w.array("weight", [channels]), bias: try w.array("bias", [channels]))
        self.settings = settings
    }

    package func callAsFunction(_ x: T, activation: Activation = .none) -> T {
        x.groupNorm(weight, groups: settings.groups, epsilon: settings.epsilon, activation: activation)
    }
}

package struct LayerNorm<T: Tensor>: Sendable {
    let weight: T.Weight
    let epsilon: Float

    package init(_ w: Weights, _ channels: Int, epsilon: Float = 1e-5) throws(WeightError) {
        weight = T.pack(.norm, try w.array("weight", [channels]), bias: try w.array("bias", [channels]))
        self.epsilon = epsilon
    }

    package func callAsFunction(_ x: T) -> T { x.layerNorm(weight, epsilon: epsilon) }
}
