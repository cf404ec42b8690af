/// The noise that a picture starts from.
public enum Noise {
    /// `torch.randn(count, generator=torch.Generator("cpu").manual_seed(seed))` in fp32, bit for bit: that of torch's vector
    /// path on x86-64 (AVX2, which its AVX-512 builds share), on every processor. A latent's values come in torch's
    /// order, `[c, h, w]`.
    ///
    /// Only the low 32 bits of a seed count. As in torch, fewer than 16 values come from another generator than 16 or more;
    /// those are not reproduced, and no latent is so small.
    public static func latent(seed: UInt64, count: Int) -> [Float] {
        precondition(count >= NormalBlock.count, "a latent has at least \(NormalBlock.count) values")
        var generator = MersenneTwister(seed: UInt32(truncatingIfNeeded: seed))
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

    /// 24 random bits, in [0, 1).
    private static func uniform(_ generator: inout MersenneTwister) -> Float {
        Float(generator.next() & 0xFF_FFFF) * 0x1p-24
    }
}
