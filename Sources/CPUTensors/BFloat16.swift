/// The upper half of an fp32: its exponent, and 7 bits of its fraction.
public struct BFloat16: BitwiseCopyable, Sendable, Hashable {
    public var bits: UInt16

    public init(bits: UInt16) { self.bits = bits }

    /// The nearest number, ties to even; NaN stays NaN.
    public init(_ value: Float) {
        let pattern = value.bitPattern
        bits =
            value.isNaN
            ? UInt16(pattern >> 16) | 0x40 : UInt16((pattern + 0x7fff + (pattern >> 16 & 1)) >> 16)
    }
}

extension Float {
    public init(_ value: BFloat16) { self.init(bitPattern: UInt32(value.bits) << 16) }
}
