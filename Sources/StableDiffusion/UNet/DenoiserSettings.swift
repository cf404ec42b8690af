package import Checkpoints

/// What the encoder half of a UNet and of a ControlNet is built from: the fields that both configurations have.
package struct DenoiserSettings: Sendable {
    package let inChannels: Int
    package let blockOutChannels: [Int]
    package let layersPerBlock: [Int]
    package let downBlockTypes: [BlockType]
    package let attentionHeads: [Int]
    package let transformerLayersPerBlock: [Int]
    package let crossAttentionDim: Int
    package let norm: GroupNormSettings
    package let flipSinToCos: Bool
    package let freqShift: Float

    package init(_ c: UNetConfiguration) {
        inChannels = c.inChannels
        blockOutChannels = c.blockOutChannels
        layersPerBlock = c.layersPerBlock
        downBlockTypes = c.downBlockTypes
        attentionHeads = c.attentionHeads
        transformerLayersPerBlock = c.transformerLayersPerBlock
        crossAttentionDim = c.crossAttentionDim
        norm = GroupNormSettings(groups: c.normNumGroups, epsilon: Float(c.normEps))
        flipSinToCos = c.flipSinToCos
        freqShift = Float(c.freqShift)
    }

    package init(_ c: ControlNetConfiguration) {
        inChannels = c.inChannels
        blockOutChannels = c.blockOutChannels
        layersPerBlock = c.layersPerBlock
        downBlockTypes = c.downBlockTypes
        attentionHeads = c.attentionHeads
        transformerLayersPerBlock = c.transformerLayersPerBlock
        crossAttentionDim = c.crossAttentionDim
        norm = GroupNormSettings(groups: c.normNumGroups, epsilon: Float(c.normEps))
        flipSinToCos = c.flipSinToCos
        freqShift = Float(c.freqShift)
    }

    /// Width of the time embedding.
    package var timeChannels: Int { 4 * blockOutChannels[0] }

    /// The transformers of block `index`, counted from the outside.
    package func attention(_ index: Int) -> AttentionSettings {
        AttentionSettings(heads: attentionHeads[index], layers: transformerLayersPerBlock[index])
    }
}

/// A block's transformers: heads of each attention, and transformer blocks one after the other.
package struct AttentionSettings: Sendable, Hashable {
    package let heads: Int
    package let layers: Int

    package init(heads: Int, layers: Int) {
        self.heads = heads
        self.layers = layers
    }
}

/// One block's place in the network.
package struct BlockSettings: Sendable {
    package let cin: Int
    package let cout: Int
    package let layers: Int
    /// nil for a block without attention.
    package let attention: AttentionSettings?
    /// Whether the block ends with a change of size.
    package let resamples: Bool

    package init(cin: Int, cout: Int, layers: Int, attention: AttentionSettings?, resamples: Bool) {
        self.cin = cin
        self.cout = cout
        self.layers = layers
        self.attention = attention
        self.resamples = resamples
    }
}
