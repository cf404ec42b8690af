internal import CKernels
internal import Tensors

extension CPUTensor {
    public func attention(keys: CPUTensor, values: CPUTensor, heads: Int, causal: Bool) -> CPUTensor {
        let size = shape.channels / heads
        precondition(shape.rank == 3 && shape.channels == heads * size, "\(shape) in \(heads) heads")
        precondition(
            keys.shape == values.shape && keys.shape.rank == 3 && keys.shape.channels == shape.channels
                && keys.shape[1] > 0,
            "\(shape), keys \(keys.shape), values \(values.shape)")
        var problem = w2i_attention_shape(
            query_batch: shape.batch, key_batch: keys.shape.batch, tokens: shape[1], keys: keys.shape[1], heads: heads,
            size: size, causal: causal)
        let scratchBytes = device.run { w2i_attention_scratch_bytes($0, Self.type, &problem) }
        let scratch = TensorStorage(device: device, byteCount: scratchBytes)
        return CPUTensor(shape: shape.with(batch: commonBatch(keys)), device: device) { context, result in
            w2i_attention(
                context, Self.type, &problem, storage.address, keys.storage.address, values.storage.address,
                scratch.address, result)
        }
    }
}
