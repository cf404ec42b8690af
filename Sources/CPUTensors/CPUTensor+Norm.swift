internal import CKernels
public import Tensors

extension CPUTensor {
    public func groupNorm(_ weight: CPUWeight, groups: Int, epsilon: Float, activation: Activation) -> CPUTensor {
        let channels = shape.channels
        precondition(
            weight.use == .norm && weight.shape == [channels] && channels % groups == 0, "\(groups) groups of \(shape)")
        var norm = w2i_group_normalization(
            batch: shape.batch, positions: shape.positions, channels: channels, groups: groups, scale: weight.scale,
            shift: weight.shift, epsilon: epsilon, activation: activation.kernelActivation)
        return CPUTensor(shape: shape, device: device) { w2i_group_norm($0, Self.type, storage.address, &norm, $1) }
    }

    public func layerNorm(_ weight: CPUWeight, epsilon: Float) -> CPUTensor {
        precondition(weight.use == .norm && weight.shape == [shape.channels], "\(shape)")
        var norm = w2i_layer_normalization(
            rows: rows, channels: shape.channels, scale: weight.scale, shift: weight.shift, epsilon: epsilon)
        return CPUTensor(shape: shape, device: device) { w2i_layer_norm($0, Self.type, storage.address, &norm, $1) }
    }
}
