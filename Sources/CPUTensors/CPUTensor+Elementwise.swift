internal import CKernels
public import Tensors

extension CPUTensor {
    public func activated(_ activation: Activation) -> CPUTensor {
        CPUTensor(shape: shape, device: device) { context, result in
            w2i_activate(context, Self.type, activation.kernelActivation, storage.address, shape.count, result)
        }
    }

    public func scaled(by factor: Float) -> CPUTensor {
        CPUTensor(shape: shape, device: device) { context, result in
            w2i_scale(context, Self.type, storage.address, factor, shape.count, result)
        }
    }

    public func adding(_ other: CPUTensor) -> CPUTensor {
        let result = shape.with(batch: commonBatch(other)), rows = result.count / shape.channels
        var sum = w2i_sum(
            x: storage.address, y: other.storage.address, x_rows: self.rows, y_rows: other.rows,
            y_repeat: shape.rowsMeetingOneRow(of: other.shape), rows: rows, channels: shape.channels)
        return CPUTensor(shape: result, device: device) { w2i_add($0, Self.type, &sum, $1) }
    }

    public func concatenated(_ other: CPUTensor) -> CPUTensor {
        precondition(
            shape.with(batch: 1).with(channels: 1) == other.shape.with(batch: 1).with(channels: 1),
            "\(shape) beside \(other.shape)")
        let channels = shape.channels + other.shape.channels
        let result = shape.with(batch: commonBatch(other)).with(channels: channels)
        var parts = w2i_concatenation(
            x: storage.address, y: other.storage.address, x_rows: rows, y_rows: other.rows, x_channels: shape.channels,
            y_channels: other.shape.channels, rows: result.count / channels)
        return CPUTensor(shape: result, device: device) { w2i_concatenate($0, Self.type, &parts, $1) }
    }

    public func resized(height: Int, width: Int) -> CPUTensor {
        precondition(shape.rank == 4 && height > 0 && width > 0, "\(shape) to \(height) x \(width)")
        var size = w2i_resizing(
            batch: shape.batch, height: shape[1], width: shape[2], channels: shape.channels, result_height: height,
            result_width: width)
        return CPUTensor(shape: [shape.batch, height, width, shape.channels], device: device) {
            w2i_nearest($0, Self.type, storage.address, &size, $1)
        }
    }

    public static func embedding(_ ids: [[Int]], table: CPUWeight, positions: CPUWeight) -> CPUTensor {
        let vocabulary = table.shape[0], channels = table.shape[1], length = ids[0].count
        precondition(
            length <= positions.shape[0] && ids.allSatisfy { $0.count == length }, "texts of different lengths")
        let flat = Array(ids.joined())
        precondition(flat.allSatisfy { (0..<vocabulary).contains($0) }, "an id outside of 0 ..< \(vocabulary)")
        return CPUTensor(shape: [ids.count, length, channels], device: CPUDevice.inUse) { context, result in
            flat.withUnsafeBufferPointer { flat in
                var lookup = w2i_lookup(
                    table: table.rows, positions: positions.rows, ids: flat.baseAddress, count: flat.count,
                    length: length,
                    channels: channels)
                w2i_embed(context, Self.type, &lookup, result)
            }
        }
    }
}
