import Foundation

/// The noise that a picture starts from.
public enum Noise {
    /// `torch.randn(count, generator=torch.Generator("cpu").manual_seed(seed))` in fp32, bit for bit: that of torch's vector
    /// path on x86-64 (AVX2, which its AVX-512 builds share), on every processor. A latent's values come in torch's
    /// order, `[c, h, w]`.
    ///
    /// Only the low 32 bits of a seed count.
    public static func latent(seed: UInt64, count: Int) -> [Float] {
        var generator = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
        guard count >= NormalBlock.count else { return few(count, &generator) }
        var values = (0..<count).map { _ in uniform(&generator) }
        values.withUnsafeMutableBufferPointer { values in
            var start = 0
            while start + NormalBlock.count <= count {
                NormalBlock.transform(&values, start)
                start += NormalBlock.count
            }
            guard start < count else { return }
            // torch draws the last sixteen anew where the count is no multiple of sixteen.
            start = count - NormalBlock.count
            for index in start..<count { values[index] = uniform(&generator) }
            NormalBlock.transform(&values, start)
        }
        return values
    }

    /// torch makes fewer than sixteen values one by one, in double precision: Box and Muller's transform again, whose sine
    /// serves the next value.
    private static func few(_ count: Int, _ generator: inout MersenneTwister) -> [Float] {
        let pairs = (0..<(count + 1) / 2).map { _ in
            let angle = 2 * Double.pi * doubleUniform(&generator), uniform = doubleUniform(&generator)
            let radius = (-2 * log1p(-uniform)).squareRoot()
            return [Float(radius * cos(angle)), Float(radius * sin(angle))]
        }
        return Array(pairs.joined().prefix(count))
    }

    /// 53 random bits, in [0, 1).
    private static func doubleUniform(_ generator: inout MersenneTwister) -> Double {
        let high = UInt64(generator.next()), low = UInt64(generator.next())
        return Double((high << 32 | low) & ((1 << 53) - 1)) * 0x1p-53
    }

    /// 24 random bits, in [0, 1).
    private static func uniform(_ generator: inout MersenneTwister) -> Float {
        Float(generator.next() & 0xFF_FFFF) * 0x1p-24
    }
}
