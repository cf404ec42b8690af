public import Checkpoints

extension VAEConfiguration {
    /// Pixels of the picture along one side of a latent's pixel: 8 for four widths.
    public var reduction: Int { 1 << (blockOutChannels.count - 1) }

    package var norm: GroupNormSettings { GroupNormSettings(groups: normNumGroups, epsilon: 1e-6) }

    /// The encoder's blocks, outermost first.
    package var downBlocks: [BlockSettings] { blocks(blockOutChannels, layers: layersPerBlock) }

    /// The decoder's blocks, innermost first.
    package var upBlocks: [BlockSettings] { blocks(blockOutChannels.reversed(), layers: layersPerBlock + 1) }

    private func blocks(_ widths: [Int], layers: Int) -> [BlockSettings] {
        widths.indices.map { index in
            BlockSettings(
                cin: widths[max(index - 1, 0)], cout: widths[index], layers: layers, attention: nil,
                resamples: index < widths.count - 1)
        }
    }
}
