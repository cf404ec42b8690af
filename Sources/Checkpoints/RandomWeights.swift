import Tensors

/// Weights that are made up where they are asked for, so that a model's speed can be measured on a machine that has no model.
/// The same on every machine; numbers keep their scale on the way through a network.
struct RandomWeights: Sendable {
    let component: Component

    /// In bf16: matrices and convolutions are uniform with the variance 1 / fan-in, norms' scales near 1, biases near 0.
    func array(_ key: String, _ shape: [Int]) -> HostArray {
        let isScale = shape.count == 1 && key.hasSuffix("weight")
        let fanIn = shape.dropFirst().reduce(1, *)
        let range = shape.count == 1 ? 0.1 : (3 / Float(fanIn)).squareRoot()
        let numbers = Numbers(count: shape.reduce(1, *), stream: stream(key), center: isScale ? 1 : 0, range: range)
        return HostArray(
            bytes: UnsafeRawBufferPointer(numbers.buffer), dataType: .bfloat16, shape: shape, owner: numbers)
    }

    /// Where the key's own numbers begin: Fowler, Noll and Vo's hash (FNV-1a).
    private func stream(_ key: String) -> UInt32 {
        (component.rawValue + key).utf8.reduce(2_166_136_261) { hash, byte in (hash ^ UInt32(byte)) &* 16_777_619 }
    }

    private final class Numbers {
        let buffer: UnsafeMutableBufferPointer<UInt16>
        /// Numbers come again after so many, which takes seconds off a billion of them. A prime, so that rows differ.
        private static let period = 65_521

        init(count: Int, stream: UInt32, center: Float, range: Float) {
            buffer = .allocate(capacity: count)
            let numbers = buffer.baseAddress!, factor = range / 0x1p31
            var filled = min(count, Self.period)
            for index in 0..<filled {
                // Mixes a counter's bits (the finalizer of MurmurHash3).
                var bits = stream &+ UInt32(truncatingIfNeeded: index)
                bits = (bits ^ bits >> 16) &* 0x85EB_CA6B
                bits = (bits ^ bits >> 13) &* 0xC2B2_AE35
                bits ^= bits >> 16
                let number = center + Float(Int32(bitPattern: bits)) * factor
                numbers[index] = UInt16(truncatingIfNeeded: number.bitPattern >> 16)
            }
            while filled < count {
                let more = min(filled, count - filled)
                (numbers + filled).update(from: numbers, count: more)
                filled += more
            }
        }

        deinit { buffer.deallocate() }
    }
}
