extension ReferenceTensor {
    public func activated(_ activation: Activation) -> ReferenceTensor {
        ReferenceTensor(storage.map { activation($0) }, shape: shape)
    }

    public func adding(_ other: ReferenceTensor) -> ReferenceTensor {
        let isVector = other.shape.rank == 2 && shape.rank > 2
        precondition(
            isVector ? other.shape.channels == shape.channels : other.shape.with(batch: 1) == shape.with(batch: 1),
            "\(shape) + \(other.shape)")
        let batch = max(shape.batch, other.shape.batch)
        precondition(batch % shape.batch == 0 && batch % other.shape.batch == 0, "\(shape) + \(other.shape)")
        let entry = shape.count / shape.batch, channels = shape.channels
        return ReferenceTensor(shape: shape.with(batch: batch)) { out in
            for index in 0..<out.count {
                let addend =
                    isVector
                    ? index / entry % other.shape.batch * channels + index % channels : index % other.shape.count
                out[index] = storage[index % shape.count] + other.storage[addend]
            }
        }
    }

    public func scaled(by factor: Float) -> ReferenceTensor {
        ReferenceTensor(storage.map { $0 * factor }, shape: shape)
    }

    public func concatenated(_ other: ReferenceTensor) -> ReferenceTensor {
        precondition(shape.with(batch: 1).with(channels: 1) == other.shape.with(batch: 1).with(channels: 1))
        let batch = max(shape.batch, other.shape.batch), first = shape.channels, second = other.shape.channels
        precondition(batch % shape.batch == 0 && batch % other.shape.batch == 0)
        return ReferenceTensor(shape: shape.with(batch: batch).with(channels: first + second)) { out in
            for index in 0..<out.count {
                let row = index / (first + second), c = index % (first + second)
                out[index] =
                    c < first
                    ? storage[(row * first + c) % storage.count]
                    : other.storage[(row * second + c - first) % other.storage.count]
            }
        }
    }

    public func resized(height: Int, width: Int) -> ReferenceTensor {
        let channels = shape.channels
        return ReferenceTensor(shape: [shape.batch, height, width, channels]) { out in
            for pixel in 0..<shape.batch * height * width {
                let y = pixel / width % height * shape[1] / height, x = pixel % width * shape[2] / width
                let source = ((pixel / (width * height) * shape[1] + y) * shape[2] + x) * channels
                for c in 0..<channels { out[pixel * channels + c] = storage[source + c] }
            }
        }
    }

    public func batch(_ range: Range<Int>) -> ReferenceTensor {
        let entry = shape.count / shape.batch
        return ReferenceTensor(
            Array(storage[range.lowerBound * entry..<range.upperBound * entry]), shape: shape.with(batch: range.count))
    }

    public func reshaped(_ shape: Shape) -> ReferenceTensor { ReferenceTensor(storage, shape: shape) }
}
